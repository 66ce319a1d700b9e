package io.fermata.starter.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fermata.contracts.EventTypes;
import io.fermata.contracts.Topics;
import io.fermata.contracts.event.TenantChanged;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutgoingEventTest {
    private static final TenantChanged DATA = new TenantChanged("acme", "Acme", "active", false, List.of(), false);

    @Test
    void topicAndTypeFollowFromTheData() {
        OutgoingEvent event = OutgoingEvent.of("acme", "acme", DATA);

        assertThat(event.topic()).isEqualTo(Topics.TENANT_CHANGED);
        assertThat(event.type()).isEqualTo(EventTypes.TENANT_CHANGED);
    }

    @Test
    void dataIsNotPublishedOnAForeignTopic() {
        assertThatThrownBy(() -> new OutgoingEvent(Topics.RUN_CHANGED, "acme", "acme", DATA))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("belongs on tenant.changed");
    }

    @Test
    void whatIsNotInTheCatalogueIsNotPublished() {
        assertThatThrownBy(() -> OutgoingEvent.of("k", "s", "text")).isInstanceOf(IllegalArgumentException.class);
    }
}

package io.fermata.starter.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fermata.localstack.junit.ServiceTest;
import io.fermata.starter.paging.PageRequest;
import io.fermata.starter.sample.Notes.Note;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.TenantMissingException;
import io.fermata.starter.tenancy.Tenants;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/** The same walls in a service that has no JPA. */
@ServiceTest(properties = "spring.application.name=sample")
class JdbcOnlyIT {
    @Configuration
    @EnableAutoConfiguration(
            exclude = {HibernateJpaAutoConfiguration.class, DataJpaRepositoriesAutoConfiguration.class})
    @Import({NoteController.class, Notes.class})
    static class JdbcService {}

    @Autowired
    Notes notes;

    @Autowired
    PlatformTransactionManager transactions;

    @Test
    void keepsTenantsApartWithPlainJdbc() {
        Note note = Tenants.call(new TenantId("jdbc-anna"), () -> notes.create("plain"));

        assertThat(transactions).isInstanceOf(JdbcTransactionManager.class);
        assertThat(Tenants.call(new TenantId("jdbc-anna"), () -> notes.require(note.noteId())))
                .isEqualTo(note);
        assertThat(Tenants.call(new TenantId("jdbc-bert"), () -> notes.find(new PageRequest(10, null)))
                        .data())
                .isEmpty();
        assertThatThrownBy(() -> notes.require(note.noteId())).isInstanceOf(TenantMissingException.class);
    }
}

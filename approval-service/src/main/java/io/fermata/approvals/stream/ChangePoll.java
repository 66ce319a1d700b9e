package io.fermata.approvals.stream;

import io.fermata.approvals.approval.ApprovalChanged;
import io.fermata.approvals.platform.ApprovalsProperties;
import io.fermata.starter.logging.LogKeys;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.event.TransactionalEventListener;

/** Keeps the watch informed: at once of what this replica commits, by polling of what the others do. */
@Configuration(proxyBeanMethods = false)
class ChangePoll implements SchedulingConfigurer {
    private static final Logger log = LoggerFactory.getLogger(ChangePoll.class);

    private final ChangeFeed feed;
    private final ChangeWatch watch = new ChangeWatch();
    private final ApprovalsProperties properties;

    ChangePoll(ChangeFeed feed, ApprovalsProperties properties) {
        this.feed = feed;
        this.properties = properties;
    }

    @Bean
    ChangeWatch changeWatch() {
        return watch;
    }

    @Override
    public void configureTasks(ScheduledTaskRegistrar tasks) {
        tasks.addFixedDelayTask(() -> watch.tenants().forEach(this::look), properties.streamPoll());
    }

    @TransactionalEventListener
    void on(ApprovalChanged event) {
        if (watch.tenants().contains(event.tenant())) {
            Thread.startVirtualThread(() -> look(event.tenant()));
        }
    }

    @EventListener
    void on(ContextClosedEvent event) {
        watch.close();
    }

    private void look(TenantId tenant) {
        try {
            watch.advance(tenant, Tenants.call(tenant, feed::last));
        } catch (DataAccessException | TransactionException e) {
            log.atWarn()
                    .addKeyValue(LogKeys.TENANT_ID, tenant)
                    .setCause(e)
                    .log("changes cannot be seen now; trying again");
        }
    }
}

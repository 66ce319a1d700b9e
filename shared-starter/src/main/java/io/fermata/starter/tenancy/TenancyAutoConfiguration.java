package io.fermata.starter.tenancy;

import javax.sql.DataSource;
import org.hibernate.cfg.MultiTenancySettings;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.boot.transaction.autoconfigure.TransactionManagerCustomizationAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/** Both walls between tenants: row-level security for every transaction, {@code @TenantId} where JPA is used. */
@AutoConfiguration(before = TransactionManagerCustomizationAutoConfiguration.class)
public class TenancyAutoConfiguration {
    @Bean
    TenantTransactionListener tenantTransactionListener(
            DataSource dataSource, ObjectProvider<PlatformTransactionManager> transactions) {
        return new TenantTransactionListener(dataSource, transactions::getObject);
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(HibernatePropertiesCustomizer.class)
    static class Hibernate {
        @Bean
        HibernatePropertiesCustomizer tenantIdentifierResolver() {
            CurrentTenantResolver resolver = new CurrentTenantResolver();
            return properties -> properties.put(MultiTenancySettings.MULTI_TENANT_IDENTIFIER_RESOLVER, resolver);
        }
    }
}

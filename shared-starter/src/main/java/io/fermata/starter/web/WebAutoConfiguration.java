package io.fermata.starter.web;

import io.fermata.starter.defaults.FermataProperties;
import io.fermata.starter.ids.Ids;
import io.fermata.starter.problem.ProblemWriter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.util.EnumSet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Scope;
import org.springframework.core.Ordered;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.client.RestClient;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** What every request carries in and out, and the client services call each other with. */
@AutoConfiguration(beforeName = "org.springframework.boot.restclient.autoconfigure.RestClientAutoConfiguration")
public class WebAutoConfiguration {
    private static final int SECOND = Ordered.HIGHEST_PRECEDENCE + 10;

    @Bean
    FilterRegistrationBean<Filter> requestIdentityFilter(Ids ids) {
        var registration = new FilterRegistrationBean<Filter>(new RequestIdentityFilter(ids));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        registration.setDispatcherTypes(EnumSet.allOf(DispatcherType.class));
        registration.setAsyncSupported(true);
        return registration;
    }

    @Bean
    FilterRegistrationBean<Filter> bodyLimitFilter(FermataProperties properties, ProblemWriter problems) {
        long limit = properties.maxBodySize().toBytes();
        var registration = new FilterRegistrationBean<Filter>(new BodyLimitFilter(limit, problems));
        registration.setOrder(SECOND);
        return registration;
    }

    @Bean
    FilterRegistrationBean<Filter> addressFilter(ProblemWriter problems) {
        var registration = new FilterRegistrationBean<Filter>(new AddressFilter(problems));
        registration.setOrder(SECOND);
        return registration;
    }

    @Bean
    WebMvcConfigurer requestChecks() {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                // Who may not call the operation is not told what it takes.
                registry.addInterceptor(new BodilessOperations()).order(Ordered.HIGHEST_PRECEDENCE + 20);
            }

            @Override
            public void addFormatters(FormatterRegistry registry) {
                registry.addConverter(new TimeParameter());
            }
        };
    }

    @Bean
    CloseableHttpClient internalHttpClient() {
        return InternalHttp.client();
    }

    /** Each use gets a builder of its own. */
    @Bean
    @Scope("prototype")
    RestClient.Builder restClientBuilder(CloseableHttpClient internalHttpClient) {
        return InternalHttp.builder(internalHttpClient);
    }
}

package io.fermata.starter.paging;

import io.fermata.starter.security.KeyedHash;
import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** {@link PageRequest} as an argument and {@link Page} as a result of controllers. */
@AutoConfiguration
@Import(PageSealing.class)
public class PagingAutoConfiguration {
    @Bean
    Cursors cursors(KeyedHash hash) {
        return new Cursors(hash);
    }

    @Bean
    WebMvcConfigurer pageRequests(Cursors cursors) {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new PageRequestResolver(cursors));
            }
        };
    }
}

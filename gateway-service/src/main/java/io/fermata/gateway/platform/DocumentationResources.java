package io.fermata.gateway.platform;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.config.ResourceHandlerRegistry;
import org.springframework.web.reactive.config.WebFluxConfigurer;

/** Serves the documentation page and Swagger UI from this jar: the page loads nothing from elsewhere. */
@Configuration(proxyBeanMethods = false)
class DocumentationResources implements WebFluxConfigurer {
    private static final String SWAGGER_UI = "classpath:/META-INF/resources/webjars/swagger-ui/5.32.14/";

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/docs/ui/**").addResourceLocations(SWAGGER_UI);
        registry.addResourceHandler("/docs/**").addResourceLocations("classpath:/docs/");
    }
}

package io.fermata.executor.stream;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;

@Configuration(proxyBeanMethods = false)
@EnableWebSocket
class SocketConfiguration implements WebSocketConfigurer {

    private final RunSocket socket;

    SocketConfiguration(RunSocket socket) {
        this.socket = socket;
    }

    /** Browsers are kept off by the gateway's CORS rules; here a token decides. */
    @Override
    public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
        registry.addHandler(socket, RunSocket.PATH).addInterceptors(socket).setAllowedOriginPatterns("*");
    }
}

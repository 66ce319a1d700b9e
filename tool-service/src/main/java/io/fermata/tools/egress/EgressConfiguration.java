package io.fermata.tools.egress;

import io.fermata.tools.platform.ToolServiceProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration
class EgressConfiguration {
    @Bean
    EgressClient egressClient(ToolServiceProperties properties) {
        ToolServiceProperties.Egress egress = properties.egress();
        return new EgressClient(
                new AddressRules(egress.allowPrivate(), egress.deniedRanges()),
                new EgressLimits(
                        Math.toIntExact(properties.resultLimit().toBytes()),
                        egress.connectTimeout(),
                        egress.connections(),
                        egress.connectionsPerHost()));
    }
}

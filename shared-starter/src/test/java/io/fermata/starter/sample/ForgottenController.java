package io.fermata.starter.sample;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Says nothing about who may call it. Outside of /api, so that the sample still has an OpenAPI document. */
@RestController
class ForgottenController {
    @GetMapping("/forgotten")
    String forgotten() {
        return "never answered";
    }
}

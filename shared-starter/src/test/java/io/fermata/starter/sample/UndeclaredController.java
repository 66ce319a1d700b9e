package io.fermata.starter.sample;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Not part of the sample: imported where a forgotten permission is to be seen. */
@RestController
class UndeclaredController {
    @GetMapping("/api/v1/forgotten")
    String forgotten() {
        return "never answered";
    }
}

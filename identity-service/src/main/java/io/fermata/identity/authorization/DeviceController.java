package io.fermata.identity.authorization;

import io.fermata.identity.signin.Html;
import io.fermata.identity.signin.PageAnswers;
import io.fermata.starter.security.PublicOperation;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where people type the code a device shows. With the code in it the request goes to the authorization server. */
@RestController
class DeviceController {
    @PublicOperation
    @GetMapping("/device")
    ResponseEntity<String> page(CsrfToken csrf) {
        String form = Html.form(
                "/device",
                Html.csrf(csrf),
                List.of(Html.field("Code", "user_code", "text", "one-time-code", ""), Html.button("Continue")));
        return PageAnswers.page(
                200, Html.document("Connect a device", Html.paragraph("Type the code the device shows.") + form));
    }
}

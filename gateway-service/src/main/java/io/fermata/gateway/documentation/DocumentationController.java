package io.fermata.gateway.documentation;

import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ObjectNode;

/** The API as a document, and the way to the page on which it can be browsed. */
@RestController
class DocumentationController {
    private static final URI PAGE = URI.create("/docs/index.html");

    private final ServiceDocuments documents;

    DocumentationController(ServiceDocuments documents) {
        this.documents = documents;
    }

    @GetMapping(path = "/openapi.json", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ObjectNode> document() {
        return documents.merged();
    }

    @GetMapping({"/docs", "/docs/"})
    ResponseEntity<Void> page() {
        return ResponseEntity.status(HttpStatus.FOUND).location(PAGE).build();
    }
}

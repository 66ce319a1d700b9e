package io.fermata.starter.sample;

import io.fermata.contracts.Problems;
import io.fermata.starter.etag.ETags;
import io.fermata.starter.openapi.PatchOf;
import io.fermata.starter.paging.Page;
import io.fermata.starter.paging.PageRequest;
import io.fermata.starter.problem.ProblemException;
import io.fermata.starter.sample.Notes.Note;
import io.fermata.starter.security.Caller;
import io.fermata.starter.security.PublicOperation;
import io.fermata.starter.security.RequiresPermission;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@RestController
@RequestMapping("/api/v1/notes")
class NoteController {
    private final Notes notes;

    NoteController(Notes notes) {
        this.notes = notes;
    }

    record NoteRequest(
            @NotBlank String text,
            int priority,
            @Nullable JsonNode metaData,
            @Nullable List<@Valid Line> richLines) {}

    record Line(@NotBlank String lineText) {}

    @RequiresPermission("agents:write")
    @PostMapping
    ResponseEntity<Note> create(@Valid @RequestBody NoteRequest request) {
        Note note = notes.create(request.text());
        return ResponseEntity.status(201).eTag(ETags.of(0)).body(note);
    }

    @RequiresPermission({"agents:read", "runs:read"})
    @GetMapping
    Page<Note> list(PageRequest page) {
        return notes.find(page);
    }

    @RequiresPermission("agents:read")
    @GetMapping("/{id}")
    ResponseEntity<Note> get(@PathVariable String id) {
        Note note = notes.require(id);
        return ResponseEntity.ok().eTag(ETags.of(note.version())).body(note);
    }

    @RequiresPermission("agents:write")
    @PatchMapping("/{id}")
    Note patch(
            @PathVariable String id,
            @RequestHeader(value = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody(required = false) @PatchOf(value = NoteRequest.class, without = "text") @Nullable
                    ObjectNode patch) {
        Note note = notes.require(id);
        ETags.requireMatch(ifMatch, note.version());
        return note;
    }

    @RequiresPermission("agents:read")
    @GetMapping("/versions/{number}")
    int version(@PathVariable int number) {
        return number;
    }

    @RequiresPermission("agents:read")
    @GetMapping("/filtered")
    int filtered(@RequestParam int size) {
        return size;
    }

    @RequiresPermission("agents:read")
    @GetMapping("/since")
    String since(@RequestParam(name = "created_after", required = false) @Nullable Instant createdAfter) {
        return String.valueOf(createdAfter);
    }

    @PublicOperation
    @GetMapping("/open")
    Map<String, Boolean> open() {
        return Map.of("caller_known", Caller.find().isPresent());
    }

    @RequiresPermission("agents:write")
    @PostMapping("/busy")
    void busy() {
        notes.count();
        throw ProblemException.rateLimited("Slow down.", Duration.ofMillis(1500));
    }

    @RequiresPermission("agents:read")
    @GetMapping("/broken")
    void broken() {
        throw new IllegalStateException("jdbc:postgresql://db.internal/secret");
    }

    @RequiresPermission("agents:write")
    @PostMapping("/stream")
    SseEmitter stream() throws IOException {
        SseEmitter emitter = new SseEmitter(10_000L);
        Thread.ofVirtual().start(() -> {
            try {
                emitter.send(SseEmitter.event().id("1").data("hello"));
                emitter.complete();
            } catch (IOException e) {
                emitter.completeWithError(e);
            }
        });
        return emitter;
    }

    @RequiresPermission("agents:read")
    @GetMapping("/gone")
    void gone() {
        throw ProblemException.of(Problems.APPROVAL_EXPIRED, "Too late.");
    }
}

package io.fermata.tools.catalog;

import io.fermata.starter.etag.ETags;
import io.fermata.starter.openapi.PatchOf;
import io.fermata.starter.paging.Page;
import io.fermata.starter.paging.PageRequest;
import io.fermata.starter.problem.ProblemException;
import io.fermata.starter.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

@RestController
@RequestMapping("/api/v1/tools")
class ToolController {
    private final CreateTool create;
    private final ChangeTool change;
    private final DeleteTool delete;
    private final FindTools find;

    ToolController(CreateTool create, ChangeTool change, DeleteTool delete, FindTools find) {
        this.create = create;
        this.change = change;
        this.delete = delete;
        this.find = find;
    }

    @GetMapping
    @RequiresPermission("tools:read")
    @Operation(
            summary = "List tools",
            description = "The tenant's own, then the built-in ones; `q` is a part of the name or the description.")
    Page<ToolView> list(
            @RequestParam(required = false) @Nullable String category,
            @RequestParam(required = false) @Nullable String q,
            PageRequest page) {
        return find.page(category == null ? null : category(category), q, page);
    }

    @PostMapping
    @RequiresPermission("tools:write")
    @Operation(
            summary = "Create a tool",
            description = "409 if there is a tool of this name already, also a built-in one.")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<ToolView> create(@RequestBody ToolDocument body) {
        ToolView tool = create.handle(body);
        return ResponseEntity.created(URI.create("/api/v1/tools/" + tool.name()))
                .eTag(ETags.of(tool.version()))
                .body(tool);
    }

    @GetMapping("/{name}")
    @RequiresPermission("tools:read")
    @Operation(summary = "Read a tool")
    ResponseEntity<ToolView> get(@PathVariable String name) {
        return tagged(find.require(name));
    }

    @PatchMapping("/{name}")
    @RequiresPermission("tools:write")
    @Operation(
            summary = "Change a tool",
            description = "What is given replaces the old value whole, and null brings a default back; a built-in tool"
                    + " gives 403.")
    ResponseEntity<ToolView> change(
            @PathVariable String name,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody @PatchOf(value = ToolDocument.class, without = "name") ObjectNode body) {
        return tagged(change.handle(name, new ToolPatch(body), ifMatch));
    }

    @DeleteMapping("/{name}")
    @RequiresPermission("tools:write")
    @Operation(summary = "Delete a tool", description = "Calls under way end as they began; a built-in tool gives 403.")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(
            @PathVariable String name,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        delete.handle(name, ifMatch);
    }

    private static ResponseEntity<ToolView> tagged(ToolView tool) {
        return ResponseEntity.ok().eTag(ETags.of(tool.version())).body(tool);
    }

    private static Category category(String word) {
        return Words.find(Category.class, word)
                .orElseThrow(
                        () -> ProblemException.validation("/category", "must be one of " + Words.all(Category.class)));
    }
}

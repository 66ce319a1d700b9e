package io.fermata.registry.agent;

import io.fermata.registry.agent.Agents.Signed;
import io.fermata.registry.draft.AgentDraft;
import io.fermata.registry.draft.AgentRequest;
import io.fermata.registry.draft.DraftReader;
import io.fermata.starter.openapi.PatchOf;
import io.fermata.starter.paging.Page;
import io.fermata.starter.paging.PageRequest;
import io.fermata.starter.security.Caller;
import io.fermata.starter.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
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
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

@RestController
@RequestMapping("/api/v1/agents")
class AgentController {
    private static final String ACTIVE = "active";

    private final Agents agents;
    private final CreateAgent create;
    private final ChangeAgent change;
    private final DraftReader drafts;

    AgentController(Agents agents, CreateAgent create, ChangeAgent change, DraftReader drafts) {
        this.agents = agents;
        this.create = create;
        this.change = change;
        this.drafts = drafts;
    }

    @GetMapping
    @RequiresPermission("agents:read")
    @Operation(
            summary = "List agents",
            description = "`owner` is an e-mail address, `q` a part of the name or the description in any case.")
    Page<AgentView> list(@ParameterObject AgentQuery query, PageRequest page) {
        return agents.list(query.filter(), page).map(AgentView::of);
    }

    @PostMapping
    @RequiresPermission("agents:write")
    @Operation(
            summary = "Create an agent",
            description = "It is active, and takes runs, unless `status` is `draft`. Only `name` is required.")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<AgentView> create(@RequestBody AgentRequest request) {
        String status = Objects.requireNonNullElse(request.status(), ACTIVE);
        return AgentAnswers.created(create.handle(request.draft(), status, actor()));
    }

    @GetMapping("/{id}")
    @RequiresPermission("agents:read")
    @Operation(summary = "Read an agent")
    ResponseEntity<AgentView> read(@PathVariable String id) {
        return AgentAnswers.ok(agents.require(new AgentId(id)));
    }

    @PatchMapping("/{id}")
    @RequiresPermission("agents:write")
    @Operation(
            summary = "Change an agent",
            description = "A JSON merge patch: null brings a default back, another `config` is a new version, and"
                    + " `status` has operations of its own.")
    ResponseEntity<AgentView> patch(
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody @PatchOf(value = AgentRequest.class, without = "status") ObjectNode patch) {
        Signed by = new Signed(actor(), "agent.update");
        return AgentAnswers.ok(change.handle(new AgentId(id), ifMatch, by, before -> patched(before, patch)));
    }

    @DeleteMapping("/{id}")
    @RequiresPermission("agents:write")
    @Operation(
            summary = "Delete an agent",
            description = "It is not found any more and takes no runs; those it had stay.")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        Signed by = new Signed(actor(), "agent.delete");
        change.handle(new AgentId(id), ifMatch, by, before -> AgentEdit.of(before.retired()));
    }

    private AgentEdit patched(Agent before, ObjectNode patch) {
        AgentDraft draft = drafts.patched(new AgentDraft(before.profile(), before.config(), null), patch);
        Agent after = before.described(draft.profile()).configured(draft.config());
        return new AgentEdit(after, draft.versionLabel(), null);
    }

    private static String actor() {
        return Caller.current().subject();
    }
}

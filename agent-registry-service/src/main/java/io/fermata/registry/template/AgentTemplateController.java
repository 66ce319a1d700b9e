package io.fermata.registry.template;

import io.fermata.starter.paging.Page;
import io.fermata.starter.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class AgentTemplateController {
    private final AgentTemplates templates;

    AgentTemplateController(AgentTemplates templates) {
        this.templates = templates;
    }

    @GetMapping("/api/v1/agent-templates")
    @RequiresPermission("agents:read")
    @Operation(summary = "List agent templates", description = "`agent` is a body for `POST /api/v1/agents`.")
    Page<AgentTemplate> list() {
        return new Page<>(templates.all(), null);
    }
}

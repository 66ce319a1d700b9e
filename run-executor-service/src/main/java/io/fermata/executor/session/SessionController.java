package io.fermata.executor.session;

import io.fermata.starter.paging.Page;
import io.fermata.starter.paging.PageRequest;
import io.fermata.starter.problem.ProblemException;
import io.fermata.starter.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/sessions")
class SessionController {

    private final SessionStore sessions;

    SessionController(SessionStore sessions) {
        this.sessions = sessions;
    }

    @GetMapping("/{id}")
    @RequiresPermission("runs:read")
    @Operation(summary = "Read a session")
    SessionStore.Session session(@PathVariable String id) {
        return sessions.find(id).orElseThrow(() -> ProblemException.notFound("session"));
    }

    @GetMapping("/{id}/messages")
    @RequiresPermission("runs:read")
    @Operation(summary = "List the messages of a session")
    Page<SessionStore.Message> messages(@PathVariable String id, PageRequest page) {
        session(id);
        return page.page(sessions.messages(id, page.fetch(), page.after()), SessionStore.Message::id);
    }
}

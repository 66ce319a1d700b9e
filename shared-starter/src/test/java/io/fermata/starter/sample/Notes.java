package io.fermata.starter.sample;

import io.fermata.starter.ids.Ids;
import io.fermata.starter.paging.Page;
import io.fermata.starter.paging.PageRequest;
import io.fermata.starter.problem.ProblemException;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

class Notes {
    private final AtomicInteger created = new AtomicInteger();
    private final JdbcClient database;
    private final Ids ids;

    Notes(JdbcClient database, Ids ids) {
        this.database = database;
        this.ids = ids;
    }

    /** How often something was asked to be created here, whatever came of it. */
    public int attempts() {
        return created.get();
    }

    public void count() {
        created.incrementAndGet();
    }

    @Transactional
    public Note create(String text) {
        created.incrementAndGet();
        Note note = new Note(ids.next("note"), text, 0);
        database.sql("INSERT INTO notes (tenant_id, id, text) VALUES (app_tenant(), ?, ?)")
                .params(note.noteId(), note.text())
                .update();
        return note;
    }

    @Transactional(readOnly = true)
    public Note require(String id) {
        return database.sql("SELECT id AS note_id, text, version FROM notes WHERE id = ?")
                .param(id)
                .query(Note.class)
                .optional()
                .orElseThrow(() -> ProblemException.notFound("note"));
    }

    @Transactional(readOnly = true)
    public Page<Note> find(PageRequest page) {
        String select = """
                SELECT id AS note_id, text, version FROM notes
                WHERE (:after::text IS NULL OR id < :after) ORDER BY id DESC LIMIT :fetch
                """;
        return page.page(
                database.sql(select)
                        .param("after", page.after())
                        .param("fetch", page.fetch())
                        .query(Note.class)
                        .list(),
                Note::noteId);
    }

    record Note(String noteId, String text, long version) {}
}

package io.fermata.starter.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.localstack.junit.ServiceTest;
import io.fermata.starter.sample.Api.Answer;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@ServiceTest(properties = "spring.application.name=sample")
class PagingIT {
    @LocalServerPort
    int port;

    @Autowired
    Notes notes;

    @Test
    void walksAListNewestFirstWithoutGapOrRepeat() {
        write("walker", 5);
        Api api = new Api(port, "walker");

        List<String> seen = new ArrayList<>();
        Answer page = api.get("/api/v1/notes?limit=2");
        page.json().at("/data").forEach(note -> seen.add(note.at("/text").asString()));
        while (!page.json().at("/next_cursor").isNull()) {
            page = api.get("/api/v1/notes?limit=2&cursor="
                    + page.json().at("/next_cursor").asString());
            page.json().at("/data").forEach(note -> seen.add(note.at("/text").asString()));
        }

        assertThat(seen).containsExactly("note 4", "note 3", "note 2", "note 1", "note 0");
    }

    @Test
    void refusesAnotherTenantsCursor() {
        write("cursor-owner", 2);
        String cursor = new Api(port, "cursor-owner")
                .get("/api/v1/notes?limit=1")
                .json()
                .at("/next_cursor")
                .asString();

        Answer answer = new Api(port, "cursor-thief").get("/api/v1/notes?cursor=" + cursor);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().at("/errors/0/pointer").asString()).isEqualTo("/cursor");
    }

    @Test
    void tellsTheVersionAndChecksIt() {
        Api api = new Api(port, "versions");
        String id = api.post("/api/v1/notes", "{\"text\":\"v\",\"priority\":1}")
                .json()
                .at("/note_id")
                .asString();
        String tag = api.get("/api/v1/notes/" + id).header("ETag").orElseThrow();

        assertThat(api.method("PATCH", "/api/v1/notes/" + id, "", "If-Match", tag)
                        .status())
                .isEqualTo(200);
        assertThat(api.method("PATCH", "/api/v1/notes/" + id, "").status()).isEqualTo(200);
        assertThat(api.method("PATCH", "/api/v1/notes/" + id, "", "If-Match", "\"9\"")
                        .status())
                .isEqualTo(412);
    }

    private void write(String tenant, int count) {
        Tenants.run(new TenantId(tenant), () -> {
            for (int i = 0; i < count; i++) {
                notes.create("note " + i);
            }
        });
    }
}

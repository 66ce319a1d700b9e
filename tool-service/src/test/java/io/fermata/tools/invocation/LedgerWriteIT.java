package io.fermata.tools.invocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fermata.starter.defaults.DatabaseProperties;
import io.fermata.starter.events.OutgoingEvent;
import io.fermata.starter.ids.Ids;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import io.fermata.tools.catalog.Builtins;
import io.fermata.tools.catalog.ToolDefinition;
import io.fermata.tools.harness.Api;
import io.fermata.tools.harness.Calls;
import io.fermata.tools.harness.ToolServiceIntegration;
import io.fermata.tools.invocation.LedgerWrite.Close;
import io.fermata.tools.invocation.LedgerWrite.Open;
import io.fermata.tools.invocation.ToolError.Code;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Lines of all kinds share a statement; each is written, and told of, for itself. */
@ToolServiceIntegration
class LedgerWriteIT {
    private static final ToolError REFUSED = ToolError.of(Code.INVALID_ARGUMENTS, "No.");

    private final TenantId tenant = new TenantId(Api.newTenant(0).tenant());

    @Autowired
    private JdbcLedger ledger;

    @Autowired
    private EndedCall ended;

    @Autowired
    private DatabaseProperties database;

    @Autowired
    private Ids ids;

    @Autowired
    private Builtins builtins;

    private ToolDefinition tool;

    @BeforeEach
    void aTool() {
        tool = builtins.find("calculator").orElseThrow();
    }

    @Test
    void tellsOfWhatEndedAndOfNothingElse() {
        Open ended = open(null);
        Open fenced = open(null);
        assertThat(write(ended, fenced)).containsExactly(true, true);

        Open begun = open(null);
        Open refused = open(REFUSED);
        List<Boolean> written = write(begun, close(ended, 1), close(fenced, 2), refused);

        assertThat(written).containsExactly(true, true, false, true);
        assertThat(toldSteps()).containsExactlyInAnyOrder(step(ended), step(refused));
    }

    @Test
    void aRepeatedLineWritesAndTellsNothing() {
        Open refused = open(REFUSED);
        Open ended = open(null);
        write(refused, ended);
        write(close(ended, 1));

        assertThat(write(refused, close(ended, 1))).containsExactly(false, false);

        assertThat(toldSteps()).containsExactlyInAnyOrder(step(refused), step(ended));
    }

    @Test
    void whenItsEventCannotBeWrittenNeitherIsTheOutcome() {
        Open line = open(null);
        write(line);
        Close unwritable = close(line, 1, invocation(step(line), "run_\0"));

        assertThatThrownBy(() -> write(unwritable)).isInstanceOf(DataAccessException.class);

        assertThat(write(close(line, 1))).containsExactly(true);
        assertThat(toldSteps()).containsExactly(step(line));
    }

    private List<Boolean> write(LedgerWrite... lines) {
        return Tenants.call(tenant, () -> ledger.write(List.of(lines)));
    }

    private Open open(@Nullable ToolError rejection) {
        String key = Calls.newKey();
        String id = ids.next("exe");
        Invocation invocation = invocation(key, "run_1");
        List<OutgoingEvent> events =
                rejection == null ? List.of() : events(id, invocation, Outcome.failed(rejection, 0, 0));
        return new Open(id, invocation, tool, Duration.ofMinutes(1), rejection, events);
    }

    private Close close(Open line, int epoch) {
        return close(line, epoch, line.invocation());
    }

    private Close close(Open line, int epoch, Invocation invocation) {
        Outcome outcome = new Outcome(Outcome.State.SUCCEEDED, "1", null, 1, 1);
        return new Close(claim(line, epoch), outcome, events(line.executionId(), invocation, outcome));
    }

    private List<OutgoingEvent> events(String executionId, Invocation invocation, Outcome outcome) {
        return Tenants.call(tenant, () -> ended.events(executionId, invocation, outcome));
    }

    private static Claim claim(Open line, int epoch) {
        return new Claim(line.executionId(), line.invocation().effectKey(), epoch);
    }

    private Invocation invocation(String key, String run) {
        var origin = new Invocation.Origin(run, key, "agt_1", 1);
        return new Invocation(new EffectKey(key), origin, tool.name().value(), tool.version(), "{}", List.of());
    }

    private static String step(Open line) {
        return line.invocation().effectKey().value();
    }

    /** Both usage and audit tell of the same lines. Only the relay may read what is told. */
    private List<String> toldSteps() {
        List<String> used = told("usage.recorded", "payload::jsonb ->> 'step_id'");
        assertThat(told("audit.recorded", "payload::jsonb -> 'details' ->> 'step_id'"))
                .containsExactlyInAnyOrderElementsOf(used);
        return used;
    }

    private List<String> told(String topic, String step) {
        var relay = new DriverManagerDataSource(database.url(), database.relayUser(), database.relayPassword());
        return new JdbcTemplate(relay)
                .query(
                        "SELECT " + step + " FROM outbox WHERE tenant_id = ? AND topic = ?",
                        (row, _) -> row.getString(1),
                        tenant.value(),
                        topic);
    }
}

package io.fermata.executor.run;

/** Why a run is {@code waiting}, as API, log and database spell it. */
public final class WaitingReason {

    public static final String TIMER = "timer";
    public static final String NEEDS_RECONCILIATION = "needs_reconciliation";
    public static final String EXTERNAL_RUNNER = "external_runner";

    private WaitingReason() {}
}

package io.fermata.approvals.approval;

import static io.fermata.approvals.approval.SampleApprovals.ADA;
import static io.fermata.approvals.approval.SampleApprovals.BOB;
import static io.fermata.approvals.approval.SampleApprovals.EVE;
import static io.fermata.approvals.approval.SampleApprovals.EXPIRY;
import static io.fermata.approvals.approval.SampleApprovals.IN_TIME;
import static io.fermata.approvals.approval.SampleApprovals.held;
import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.approvals.approval.ApprovalState.Approved;
import io.fermata.approvals.approval.ApprovalState.Cancelled;
import io.fermata.approvals.approval.ApprovalState.Expired;
import io.fermata.approvals.approval.ApprovalState.Pending;
import io.fermata.approvals.approval.ApprovalState.Rejected;
import io.fermata.approvals.approval.Ruling.Accepted;
import io.fermata.approvals.approval.Ruling.Refused;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ApprovalTest {

    @Test
    void isApprovedByOneWhenOneIsEnough() {
        assertThat(accepted(held().approve(ADA, "fine", IN_TIME)).state())
                .isEqualTo(new Approved(List.of(ADA.subject()), new Verdict(ADA.subject(), "fine", IN_TIME)));
    }

    @Test
    void staysPendingUntilTheQuorumIsReached() {
        Approval once = accepted(held(2, List.of()).approve(ADA, null, IN_TIME));
        Approval twice = accepted(once.approve(BOB, "me too", IN_TIME));

        assertThat(once.state()).isEqualTo(new Pending(List.of(ADA.subject())));
        assertThat(twice.state())
                .isEqualTo(new Approved(
                        List.of(ADA.subject(), BOB.subject()), new Verdict(BOB.subject(), "me too", IN_TIME)));
    }

    @Test
    void countsNobodyTwice() {
        Approval once = accepted(held(2, List.of()).approve(ADA, null, IN_TIME));

        assertThat(refused(once.approve(ADA, null, IN_TIME))).isEqualTo(Refusal.ALREADY_APPROVED_BY_THEM);
    }

    @Test
    void isRejectedByOneWhateverTheQuorum() {
        Approval once = accepted(held(3, List.of()).approve(ADA, null, IN_TIME));

        assertThat(accepted(once.reject(BOB, "no", IN_TIME)).state())
                .isEqualTo(new Rejected(new Verdict(BOB.subject(), "no", IN_TIME)));
    }

    @Test
    void letsOnlyNamedApproversDecide() {
        assertThat(refused(held(1, List.of(ADA.subject())).approve(BOB, null, IN_TIME)))
                .isEqualTo(Refusal.NOT_AN_APPROVER);
        assertThat(refused(held(1, List.of("operator")).reject(BOB, null, IN_TIME)))
                .isEqualTo(Refusal.NOT_AN_APPROVER);
        assertThat(held(1, List.of(ADA.subject())).approve(ADA, null, IN_TIME)).isInstanceOf(Accepted.class);
        assertThat(held(1, List.of("operator")).approve(ADA, null, IN_TIME)).isInstanceOf(Accepted.class);
    }

    @Test
    void mayBeApprovedByWhoeverStartedTheRunWhereTheTenantLetsThem() {
        assertThat(held().approve(new Decider(EVE, Set.of(), true), null, IN_TIME))
                .isInstanceOf(Accepted.class);
    }

    @Test
    void isNotApprovedByWhoeverStartedTheRunWhereTheTenantPreventsIt() {
        Decider eve = new Decider(EVE, Set.of("operator"), false);

        assertThat(refused(held().approve(eve, null, IN_TIME))).isEqualTo(Refusal.OWN_RUN);
        assertThat(refused(held(2, List.of(EVE, "operator")).approve(eve, null, IN_TIME)))
                .isEqualTo(Refusal.OWN_RUN);
    }

    @Test
    void mayAlwaysBeRejectedByWhoeverStartedTheRun() {
        assertThat(held().reject(new Decider(EVE, Set.of(), false), null, IN_TIME))
                .isInstanceOf(Accepted.class);
    }

    @Test
    void isApprovedByAnotherWhereTheTenantPreventsSelfApproval() {
        assertThat(held().approve(new Decider(ADA.subject(), Set.of(), false), null, IN_TIME))
                .isInstanceOf(Accepted.class);
    }

    @Test
    void cannotBeDecidedFromTheMomentItExpires() {
        assertThat(held().approve(ADA, null, EXPIRY.minusNanos(1))).isInstanceOf(Accepted.class);
        assertThat(refused(held().approve(ADA, null, EXPIRY))).isEqualTo(Refusal.EXPIRED);
        assertThat(refused(held().reject(ADA, null, EXPIRY))).isEqualTo(Refusal.EXPIRED);
    }

    @Test
    void expiresNoSoonerThanItsTime() {
        assertThat(held().expire(EXPIRY.minusNanos(1))).isEmpty();
        assertThat(held().expire(EXPIRY)).map(Approval::state).contains(new Expired(EXPIRY));
    }

    @ParameterizedTest
    @MethodSource("finalStates")
    void neverLeavesAFinalState(ApprovalState state, Refusal expected) {
        Approval decided = new Approval(held().id(), held().call(), held().terms(), state, 1);

        assertThat(refused(decided.approve(BOB, null, IN_TIME))).isEqualTo(expected);
        assertThat(refused(decided.reject(BOB, null, IN_TIME))).isEqualTo(expected);
        assertThat(decided.expire(EXPIRY)).isEmpty();
        assertThat(decided.cancel("over", IN_TIME)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("allStates")
    void isWrittenDownWithoutLoss(ApprovalState state) {
        assertThat(Standing.of(state).state()).isEqualTo(state);
        assertThat(Standing.STATUSES).contains(Standing.of(state).status());
    }

    static Stream<Object[]> finalStates() {
        Verdict verdict = new Verdict(ADA.subject(), null, IN_TIME);
        return Stream.of(
                new Object[] {new Approved(List.of(ADA.subject()), verdict), Refusal.ALREADY_DECIDED},
                new Object[] {new Rejected(verdict), Refusal.ALREADY_DECIDED},
                new Object[] {new Expired(EXPIRY), Refusal.EXPIRED},
                new Object[] {new Cancelled("the run has ended", IN_TIME), Refusal.ALREADY_DECIDED});
    }

    static Stream<ApprovalState> allStates() {
        return Stream.concat(
                Stream.of(new Pending(List.of()), new Pending(List.of("user:usr_ada"))),
                finalStates().map(row -> (ApprovalState) row[0]));
    }

    private static Approval accepted(Ruling ruling) {
        assertThat(ruling).isInstanceOf(Accepted.class);
        return ((Accepted) ruling).approval();
    }

    private static Refusal refused(Ruling ruling) {
        assertThat(ruling).isInstanceOf(Refused.class);
        return ((Refused) ruling).why();
    }
}

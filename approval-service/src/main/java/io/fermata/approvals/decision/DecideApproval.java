package io.fermata.approvals.decision;

import io.fermata.approvals.approval.Approval;
import io.fermata.approvals.approval.ApprovalChanges;
import io.fermata.approvals.approval.ApprovalId;
import io.fermata.approvals.approval.Approvals;
import io.fermata.approvals.approval.Decider;
import io.fermata.approvals.approval.Refusal;
import io.fermata.approvals.approval.Ruling;
import io.fermata.approvals.approval.Ruling.Accepted;
import io.fermata.approvals.approval.Ruling.Refused;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** A person approves or rejects. Of decisions that arrive together one wins; the others are told what it was. */
@Service
public class DecideApproval {
    private final Approvals approvals;
    private final ApprovalChanges changes;

    DecideApproval(Approvals approvals, ApprovalChanges changes) {
        this.approvals = approvals;
        this.changes = changes;
    }

    /** What a person decides. */
    public enum Choice {
        APPROVE("approve"),
        REJECT("reject");

        private final String word;

        Choice(String word) {
            this.word = word;
        }
    }

    /** A person's word on one approval. */
    public record Command(
            ApprovalId approval,
            Choice choice,
            Decider who,
            @Nullable String notes) {}

    /** Empty when there is no such approval. A refusal is a result, not an exception: its audit entry is kept. */
    @Transactional
    public Optional<Ruling> handle(Command command) {
        while (true) {
            Optional<Ruling> ruling = approvals.find(command.approval()).map(approval -> rule(approval, command));
            if (ruling.isEmpty() || stands(ruling.get(), command)) {
                return ruling;
            }
            // Someone else's write came first, or time ran out in between: the rules are asked again with what is there
            // now. Each turn of this loop means that another one got through.
        }
    }

    private Ruling rule(Approval approval, Command command) {
        return switch (command.choice()) {
            case APPROVE -> approval.approve(command.who(), command.notes(), approvals.now());
            case REJECT -> approval.reject(command.who(), command.notes(), approvals.now());
        };
    }

    private boolean stands(Ruling ruling, Command command) {
        String who = command.who().subject();
        return switch (ruling) {
            case Accepted(Approval changed) -> {
                boolean written = approvals.replace(changed);
                if (written) {
                    changes.announce(changed, who, command.choice().word);
                }
                yield written;
            }
            case Refused(Approval approval, Refusal why) -> {
                if (why.isDenial()) {
                    changes.announceRefusal(approval, who, command.choice().word);
                }
                yield true;
            }
        };
    }
}

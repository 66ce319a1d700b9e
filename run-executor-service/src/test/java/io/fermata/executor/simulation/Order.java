package io.fermata.executor.simulation;

import io.fermata.executor.machine.ToolCall;

/**
 * A call on its way to a tool.
 *
 * @param turn the model turn that wanted it: models use the ids of calls again
 */
record Order(int run, int turn, ToolCall call, String effectKey) {

    Tool tool() {
        return Tool.valueOf(call.tool());
    }

    /** The call as the model meant it, however often and under however many keys it is made. */
    String logicalCall() {
        return run + "/" + turn + "/" + call.callId();
    }
}

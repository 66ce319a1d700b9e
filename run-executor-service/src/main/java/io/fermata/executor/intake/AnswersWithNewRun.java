package io.fermata.executor.intake;

import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What the OpenAPI document says of every operation that starts a run. */
@ApiResponse(responseCode = "202", description = "The run was accepted", useReturnTypeSchema = true)
@ApiResponse(
        responseCode = "200",
        description = "Prefer: wait, and the run ended or waits for a person",
        useReturnTypeSchema = true)
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface AnswersWithNewRun {
    String WHEN = "Answers at once with 202; `Prefer: wait=30` waits so many seconds, at most 50, until the run ends or"
            + " needs a person. 409 if the agent is not active, 429 if too many runs of the tenant wait to begin.";
}

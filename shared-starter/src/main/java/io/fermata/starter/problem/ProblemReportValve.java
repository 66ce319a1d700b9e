package io.fermata.starter.problem;

import io.fermata.starter.json.Json;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.springframework.http.MediaType;

/** The last resort: what Tomcat itself refuses before any filter has seen it. Made by Tomcat, by its class name. */
public final class ProblemReportValve extends ErrorReportValve {
    private static final Json JSON = Json.standard();

    @Override
    protected void report(Request request, Response response, Throwable failure) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        try {
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            // The path may be what was refused, so it is not repeated.
            Problem problem = Problem.of(Failures.byStatus(status), "", null);
            response.getReporter().write(JSON.write(problem));
            response.finishResponse();
        } catch (IOException e) {
            container.getLogger().debug("the caller is gone", e);
        }
    }
}

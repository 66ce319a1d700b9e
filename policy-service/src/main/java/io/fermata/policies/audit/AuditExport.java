package io.fermata.policies.audit;

import io.fermata.starter.json.Json;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** Writes a trail out, oldest first. No connection is held while a slow reader takes its time. */
@Component
class AuditExport {
    private static final int ROWS_AT_A_TIME = 500;

    private final AuditLedger ledger;
    private final Json json;

    AuditExport(AuditLedger ledger, Json json) {
        this.ledger = ledger;
        this.json = json;
    }

    void write(ExportFormat format, AuditFilter filter, HttpServletResponse response) throws IOException {
        response.setContentType(format.mediaType());
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(format.fileName())
                        .build()
                        .toString());
        Writer out = new BufferedWriter(new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8));
        if (format == ExportFormat.CSV) {
            out.write(CsvLine.HEADER);
        }
        writeAll(format, filter, out);
        out.flush();
    }

    private void writeAll(ExportFormat format, AuditFilter filter, Writer out) throws IOException {
        long written = 0;
        List<ChainLink> links;
        do {
            links = ledger.after(written, filter, ROWS_AT_A_TIME);
            for (ChainLink link : links) {
                out.write(line(format, link));
                written = link.sequence();
            }
        } while (links.size() == ROWS_AT_A_TIME);
    }

    private String line(ExportFormat format, ChainLink link) {
        return switch (format) {
            case JSONL -> json.write(AuditEventView.of(link, json)) + "\n";
            case CSV -> CsvLine.of(link);
        };
    }
}

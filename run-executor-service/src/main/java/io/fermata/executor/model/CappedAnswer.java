package io.fermata.executor.model;

import io.fermata.executor.model.ModelFailure.Kind;
import io.fermata.starter.web.ContentCoding;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ClassicHttpResponse;

/**
 * What a provider sends, as it comes and up to a cap. Whoever goes over it is hung up on at once: closing the stream alone
 * would read all that is left first.
 */
final class CappedAnswer extends FilterInputStream {
    /** The longest answers there are, of 128,000 tokens sent one by one, are about 40 MB. */
    static final int MOST_BYTES = 64 * 1024 * 1024;

    /** A line is held in memory as a whole. */
    static final int LONGEST_LINE = 4 * 1024 * 1024;

    private final HttpUriRequestBase request;
    private int read;
    private int line;

    private CappedAnswer(InputStream answer, HttpUriRequestBase request) {
        super(answer);
        this.request = request;
    }

    static InputStream of(ClassicHttpResponse response, HttpUriRequestBase request) throws IOException {
        if (ContentCoding.isApplied(response)) {
            throw hangUp(request, "the model's answer is compressed, which was not asked for");
        }
        return new CappedAnswer(response.getEntity().getContent(), request);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = super.read(target, offset, length);
        read += Math.max(count, 0);
        for (int i = offset; i < offset + count; i++) {
            line = target[i] == '\n' ? 0 : line + 1;
        }
        if (read > MOST_BYTES || line > LONGEST_LINE) {
            throw hangUp(request, "the model's answer is too large");
        }
        return count;
    }

    private static ModelFailure hangUp(HttpUriRequestBase request, String why) {
        request.cancel();
        return new ModelFailure(Kind.INTERRUPTED, why);
    }
}

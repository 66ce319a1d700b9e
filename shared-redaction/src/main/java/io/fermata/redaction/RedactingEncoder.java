package io.fermata.redaction;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.EncoderBase;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import java.nio.charset.Charset;

/** Another encoder's lines without what belongs to people. */
final class RedactingEncoder extends EncoderBase<ILoggingEvent> {
    private final Encoder<ILoggingEvent> encoder;
    private final Redactor redactor;
    private final Charset charset;

    RedactingEncoder(Encoder<ILoggingEvent> encoder, Redactor redactor) {
        this.encoder = encoder;
        this.redactor = redactor;
        this.charset = encoder instanceof LayoutWrappingEncoder<?> layout && layout.getCharset() != null
                ? layout.getCharset()
                : Charset.defaultCharset();
        started = encoder.isStarted();
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        return redactor.text(new String(encoder.encode(event), charset)).getBytes(charset);
    }

    @Override
    public byte[] headerBytes() {
        return encoder.headerBytes();
    }

    @Override
    public byte[] footerBytes() {
        return encoder.footerBytes();
    }

    @Override
    public void stop() {
        encoder.stop();
        super.stop();
    }
}

package app.diptych.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.HexFormat;

/**
 * Writes an X.509 certificate (RFC 5280, section 4.1) for this machine, for which the JDK has no
 * public means. It is valid at any time and good for {@link LoopbackTls} only.
 */
final class HandMadeCertificate {
  private static final int SEQUENCE = 0x30;
  private static final int SET = 0x31;
  private static final int UTF8 = 0x0C;
  private static final int BIT_STRING = 0x03;
  private static final int GENERALIZED_TIME = 0x18;
  private static final int VERSION_TAG = 0xA0;
  private static final int EXTENSIONS_TAG = 0xA3;

  private static final byte[] VERSION_3 = hex("020102");
  private static final byte[] SERIAL = hex("020101");
  private static final byte[] ECDSA_WITH_SHA256 = hex("300a06082a8648ce3d040302");
  private static final byte[] COMMON_NAME = hex("0603550403");

  /** subjectAltName: the name localhost and the IP address 127.0.0.1. */
  private static final byte[] FOR_LOOPBACK =
      hex("301a0603551d1104133011" + "82096c6f63616c686f7374" + "87047f000001");

  /** basicConstraints: may sign others. */
  private static final byte[] IS_AUTHORITY = hex("300c0603551d13040530030101ff");

  private HandMadeCertificate() {}

  /**
   * @param signer the issuer's key, of the kind EC
   */
  static Certificate of(String subject, PublicKey key, String issuer, PrivateKey signer)
      throws GeneralSecurityException {
    byte[] content =
        element(
            SEQUENCE,
            element(VERSION_TAG, VERSION_3),
            SERIAL,
            ECDSA_WITH_SHA256,
            name(issuer),
            element(SEQUENCE, time("19700101000000Z"), time("99991231235959Z")),
            name(subject),
            key.getEncoded(),
            element(EXTENSIONS_TAG, element(SEQUENCE, FOR_LOOPBACK, IS_AUTHORITY)));
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(signer);
    signature.update(content);
    byte[] certificate =
        element(
            SEQUENCE,
            content,
            ECDSA_WITH_SHA256,
            element(BIT_STRING, new byte[] {0}, signature.sign()));
    return CertificateFactory.getInstance("X.509")
        .generateCertificate(new ByteArrayInputStream(certificate));
  }

  private static byte[] name(String commonName) {
    byte[] text = element(UTF8, commonName.getBytes(UTF_8));
    return element(SEQUENCE, element(SET, element(SEQUENCE, COMMON_NAME, text)));
  }

  private static byte[] time(String text) {
    return element(GENERALIZED_TIME, text.getBytes(UTF_8));
  }

  /** Tag, length and content (X.690, section 8.1). */
  private static byte[] element(int tag, byte[]... parts) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.writeBytes(part);
    }
    int length = content.size();
    ByteArrayOutputStream element = new ByteArrayOutputStream();
    element.write(tag);
    if (length >= 0x100) {
      element.write(0x82);
      element.write(length >> 8);
    } else if (length >= 0x80) {
      element.write(0x81);
    }
    element.write(length);
    element.writeBytes(content.toByteArray());
    return element.toByteArray();
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }
}

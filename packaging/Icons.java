import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Makes the icon set from assets/icon/diptych.svg: a PNG of each size, an ICO for Windows, an ICNS for macOS. The drawing
 * consists of rectangles; anything else in it is refused, so that no icon lacks a part of it.
 *
 * <p>Usage: java packaging/Icons.java SVG FOLDER
 */
class Icons {
  private static final int[] SIZES = {16, 24, 32, 48, 64, 128, 256, 512};
  private static final List<Integer> IN_ICO = List.of(16, 24, 32, 48, 64, 128, 256);

  /** The types of ICNS that hold a PNG, by the size of the picture. */
  private static final Map<String, Integer> IN_ICNS =
      new TreeMap<>(Map.of("icp4", 16, "icp5", 32, "icp6", 64, "ic07", 128, "ic08", 256, "ic09", 512));

  private record Bar(double x, double y, double width, double height, double radius, Color fill) {}

  public static void main(String[] arguments) throws Exception {
    System.setProperty("java.awt.headless", "true");
    Element drawing = drawing(Path.of(arguments[0]));
    double side = number(drawing, "width");
    List<Bar> bars = bars(drawing);
    Path folder = Files.createDirectories(Path.of(arguments[1]));
    Map<Integer, byte[]> pictures = new TreeMap<>();
    for (int size : SIZES) {
      pictures.put(size, png(bars, size, size / side));
      Files.write(folder.resolve("diptych-" + size + ".png"), pictures.get(size));
    }
    Files.write(folder.resolve("diptych.ico"), ico(pictures));
    Files.write(folder.resolve("diptych.icns"), icns(pictures));
  }

  private static Element drawing(Path svg) throws Exception {
    return DocumentBuilderFactory.newDefaultInstance()
        .newDocumentBuilder()
        .parse(svg.toFile())
        .getDocumentElement();
  }

  private static List<Bar> bars(Element drawing) {
    List<Bar> bars = new ArrayList<>();
    NodeList parts = drawing.getElementsByTagName("*");
    for (int i = 0; i < parts.getLength(); i++) {
      Element part = (Element) parts.item(i);
      if (!part.getTagName().equals("rect")) {
        throw new IllegalArgumentException("Only rectangles can be drawn, not " + part.getTagName());
      }
      bars.add(
          new Bar(
              number(part, "x"),
              number(part, "y"),
              number(part, "width"),
              number(part, "height"),
              number(part, "rx"),
              Color.decode(part.getAttribute("fill"))));
    }
    return bars;
  }

  private static double number(Element part, String name) {
    return Double.parseDouble(part.getAttribute(name));
  }

  private static byte[] png(List<Bar> bars, int size, double scale) throws IOException {
    BufferedImage picture = new BufferedImage(size, size, BufferedImage.TYPE_INT_ARGB);
    Graphics2D pen = picture.createGraphics();
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    pen.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    pen.scale(scale, scale);
    for (Bar bar : bars) {
      pen.setColor(bar.fill());
      pen.fill(
          new RoundRectangle2D.Double(
              bar.x(), bar.y(), bar.width(), bar.height(), 2 * bar.radius(), 2 * bar.radius()));
    }
    pen.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(picture, "png", bytes);
    return bytes.toByteArray();
  }

  /** A directory of 16 bytes a picture, then the pictures as PNG, which Windows reads since Vista. */
  private static byte[] ico(Map<Integer, byte[]> pictures) {
    int at = 6 + 16 * IN_ICO.size();
    int length = at + IN_ICO.stream().mapToInt(size -> pictures.get(size).length).sum();
    ByteBuffer ico = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    ico.putShort((short) 0).putShort((short) 1).putShort((short) IN_ICO.size());
    for (int size : IN_ICO) {
      // 256 is written as 0: the field is a byte.
      ico.put((byte) size).put((byte) size).put((byte) 0).put((byte) 0).putShort((short) 1).putShort((short) 32);
      ico.putInt(pictures.get(size).length).putInt(at);
      at += pictures.get(size).length;
    }
    IN_ICO.forEach(size -> ico.put(pictures.get(size)));
    return ico.array();
  }

  private static byte[] icns(Map<Integer, byte[]> pictures) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(all);
    for (Map.Entry<String, Integer> type : IN_ICNS.entrySet()) {
      byte[] picture = pictures.get(type.getValue());
      out.write(type.getKey().getBytes(StandardCharsets.US_ASCII));
      out.writeInt(8 + picture.length);
      out.write(picture);
    }
    ByteBuffer icns = ByteBuffer.allocate(8 + all.size());
    return icns.put("icns".getBytes(StandardCharsets.US_ASCII)).putInt(8 + all.size()).put(all.toByteArray()).array();
  }
}

// Owns: Face, what stands where on one page, and its drawing to PDF or pixels. A value; one thread.
// Lengths are points from the page's top left.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "synthetic/random.hpp"

namespace errand::synthetic {

enum class Side { Left, Middle, Right };  // which part of the text stands at x

struct Ink {
    double red = 0;
    double green = 0;
    double blue = 0;
};

struct Text {
    double x = 0;
    double y = 0;  // the base line
    std::string text;
    double size = 9;
    Side side = Side::Left;
    Ink ink{};
    bool bold = false;
    double spread = 0;      // so much between the letters, each then an object of its own
    bool as_curve = false;  // drawn as an outline: seen, but no text (seals, stamps)
    std::string font;       // empty: the face's own
};
struct Stroke {
    double x = 0;
    double y = 0;
    double to_x = 0;
    double to_y = 0;
    double width = 0.7;
    Ink ink{};
};
struct Ring {  // an ellipse: a seal
    double x = 0;
    double y = 0;
    double across = 0;
    double down = 0;
    Ink ink{};
};
// A QR code.
struct Code {
    double x = 0;
    double y = 0;
    double size = 0;
    std::string payload;
    bool as_picture = true;  // an image in the PDF; otherwise squares
};

struct Face {
    double width = 612;
    double height = 396;
    std::string font = "Noto Serif CJK SC";
    std::vector<Text> texts;
    std::vector<Stroke> strokes;
    std::vector<Ring> rings;
    std::vector<Code> codes;

    Text& write(double x, double y, std::string text, double size = 9, Side side = Side::Left) {
        texts.push_back({x, y, std::move(text), size, side});
        return texts.back();
    }
    void line(double x, double y, double to_x, double to_y, Ink ink = {}) {
        strokes.push_back({x, y, to_x, to_y, 0.7, ink});
    }
    void box(double left, double top, double right, double bottom, Ink ink = {}) {
        line(left, top, right, top, ink);
        line(left, bottom, right, bottom, ink);
        line(left, top, left, bottom, ink);
        line(right, top, right, bottom, ink);
    }
    // One character under the other, as narrow cells have them.
    void downwards(double x, double y, std::string_view text, double step, double size, Ink ink);
};

// How wide a text is.
double width_of(std::string_view text, double size, const std::string& font);
// The text in parts that are no wider than `width`, broken between characters (Chinese) or words.
std::vector<std::string> wrapped(std::string_view text, double width, double size,
                                 const std::string& font);
// UTF-8 text by characters.
std::vector<std::string> characters(std::string_view text);

// Objects are drawn in random order, as issuing programs leave them.
std::string to_pdf(std::vector<Face> pages, Random& random);

// Pixels, three bytes each: red, green, blue.
struct Pixels {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> bytes;
};
Pixels to_pixels(const Face& page, double dots_per_inch);
// A PDF that shows these pictures alone: a scan. `jpegs`: the same pictures as they are to stand in
// it; empty: as they are.
std::string to_pdf(const std::vector<Pixels>& pages, const std::vector<std::string>& jpegs,
                   double dots_per_inch);

}  // namespace errand::synthetic

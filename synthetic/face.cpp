#include "synthetic/face.hpp"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include <cmath>
#include <memory>
#include <numbers>

#include "synthetic/qr.hpp"
#include "synthetic/surface.hpp"

namespace errand::synthetic {
namespace {

struct Free {
    void operator()(cairo_t* one) const { ::cairo_destroy(one); }
    void operator()(PangoLayout* one) const { ::g_object_unref(one); }
    void operator()(PangoFontDescription* one) const { ::pango_font_description_free(one); }
};
using Context = std::unique_ptr<cairo_t, Free>;
using Layout = std::unique_ptr<PangoLayout, Free>;
using Font = std::unique_ptr<PangoFontDescription, Free>;

class Pen {
  public:
    Pen(cairo_t* context, std::string font)
        : context_(context),
          layout_(::pango_cairo_create_layout(context)),
          font_(std::move(font)) {}

    double width(std::string_view text, double size, const std::string& font, bool bold) {
        set(text, size, font.empty() ? font_ : font, bold);
        PangoRectangle extents{};
        ::pango_layout_get_extents(layout_.get(), nullptr, &extents);
        return static_cast<double>(extents.width) / PANGO_SCALE;
    }

    void draw(const Text& text) {
        double x = text.x;
        if (text.spread > 0) {
            for (const auto& one : characters(text.text)) {
                Text alone = text;
                alone.spread = 0;
                alone.side = Side::Left;
                alone.text = one;
                alone.x = x;
                draw(alone);
                x += width(one, text.size, text.font, text.bold) + text.spread;
            }
            return;
        }
        const double wide = width(text.text, text.size, text.font, text.bold);
        if (text.side == Side::Right) x -= wide;
        if (text.side == Side::Middle) x -= wide / 2;
        ::cairo_set_source_rgb(context_, text.ink.red, text.ink.green, text.ink.blue);
        ::cairo_move_to(context_, x, text.y);
        auto* line = ::pango_layout_get_line_readonly(layout_.get(), 0);
        if (text.as_curve) {
            ::pango_cairo_layout_line_path(context_, line);
            ::cairo_fill(context_);
        } else {
            ::pango_cairo_show_layout_line(context_, line);
        }
    }

  private:
    void set(std::string_view text, double size, const std::string& font, bool bold) {
        const Font description(::pango_font_description_new());
        ::pango_font_description_set_family(description.get(), font.c_str());
        ::pango_font_description_set_absolute_size(description.get(), size * PANGO_SCALE);
        if (bold) ::pango_font_description_set_weight(description.get(), PANGO_WEIGHT_BOLD);
        ::pango_layout_set_font_description(layout_.get(), description.get());
        ::pango_layout_set_text(layout_.get(), text.data(), static_cast<int>(text.size()));
    }

    cairo_t* context_;
    Layout layout_;
    std::string font_;
};

Surface picture_of(const Squares& squares) {
    constexpr int kPixels = 4;  // of one square
    const int side = squares.side * kPixels;
    auto surface = empty_surface(side, side);
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x)
            pixel_at(surface.get(), x, y) =
                squares.dark(x / kPixels, y / kPixels) ? 0x000000U : 0xFFFFFFU;
    ::cairo_surface_mark_dirty(surface.get());
    return surface;
}

void draw(cairo_t* context, const Code& code) {
    const auto squares = qr_squares(code.payload);
    const double module = code.size / squares.side;
    ::cairo_save(context);
    ::cairo_translate(context, code.x, code.y);
    if (code.as_picture) {
        const auto picture = picture_of(squares);
        ::cairo_scale(context, module / 4, module / 4);
        ::cairo_set_source_surface(context, picture.get(), 0, 0);
        ::cairo_pattern_set_filter(::cairo_get_source(context), CAIRO_FILTER_NEAREST);
        ::cairo_paint(context);
    } else {
        ::cairo_set_source_rgb(context, 0, 0, 0);
        for (int y = 0; y < squares.side; ++y)
            for (int x = 0; x < squares.side; ++x)
                if (squares.dark(x, y))
                    ::cairo_rectangle(context, x * module, y * module, module, module);
        ::cairo_fill(context);
    }
    ::cairo_restore(context);
}

void draw(cairo_t* context, const Ring& ring) {
    ::cairo_save(context);
    ::cairo_translate(context, ring.x, ring.y);
    ::cairo_scale(context, ring.across, ring.down);
    ::cairo_arc(context, 0, 0, 1, 0, 2 * std::numbers::pi);
    ::cairo_restore(context);
    ::cairo_set_source_rgb(context, ring.ink.red, ring.ink.green, ring.ink.blue);
    ::cairo_set_line_width(context, 1.4);
    ::cairo_stroke(context);
}

void draw(cairo_t* context, const Stroke& stroke) {
    ::cairo_set_source_rgb(context, stroke.ink.red, stroke.ink.green, stroke.ink.blue);
    ::cairo_set_line_width(context, stroke.width);
    ::cairo_move_to(context, stroke.x, stroke.y);
    ::cairo_line_to(context, stroke.to_x, stroke.to_y);
    ::cairo_stroke(context);
}

void draw(cairo_t* context, const Face& page) {
    for (const auto& one : page.strokes) draw(context, one);
    for (const auto& one : page.rings) draw(context, one);
    for (const auto& one : page.codes) draw(context, one);
    Pen pen(context, page.font);
    for (const auto& one : page.texts) pen.draw(one);
}

cairo_status_t append(void* to, const unsigned char* bytes, unsigned count) {
    static_cast<std::string*>(to)->append(reinterpret_cast<const char*>(bytes), count);
    return CAIRO_STATUS_SUCCESS;
}

Pen& measuring_pen() {
    static const auto surface = empty_surface(8, 8);
    static const Context context(::cairo_create(surface.get()));
    static Pen pen(context.get(), "Noto Sans CJK SC");
    return pen;
}

}  // namespace

std::vector<std::string> characters(std::string_view text) {
    std::vector<std::string> out;
    for (const char one : text) {
        if ((static_cast<unsigned char>(one) & 0xC0U) != 0x80U) out.emplace_back();
        out.back() += one;
    }
    return out;
}

void Face::downwards(double x, double y, std::string_view text, double step, double size, Ink ink) {
    for (const auto& one : characters(text)) {
        write(x, y, one, size, Side::Middle).ink = ink;
        y += step;
    }
}

double width_of(std::string_view text, double size, const std::string& font) {
    return measuring_pen().width(text, size, font, false);
}

std::vector<std::string> wrapped(std::string_view text, double width, double size,
                                 const std::string& font) {
    std::vector<std::string> lines{""};
    std::string word;
    const auto flush = [&] {
        if (!lines.back().empty() && width_of(lines.back() + word, size, font) > width) {
            lines.emplace_back();
            word.erase(0, word.find_first_not_of(' '));
        }
        lines.back() += word;
        word.clear();
    };
    for (const auto& one : characters(text)) {
        const bool wide = one.size() > 1;
        if (wide || one == " ") flush();
        word += one;
        if (wide) flush();
    }
    flush();
    return lines;
}

std::string to_pdf(std::vector<Face> pages, Random& random) {
    std::string out;
    const Surface surface(::cairo_pdf_surface_create_for_stream(append, &out, pages.front().width,
                                                                pages.front().height));
    const Context context(::cairo_create(surface.get()));
    for (auto& page : pages) {
        random.shuffle(page.texts);
        ::cairo_pdf_surface_set_size(surface.get(), page.width, page.height);
        draw(context.get(), page);
        ::cairo_show_page(context.get());
    }
    ::cairo_surface_finish(surface.get());
    return out;
}

Pixels to_pixels(const Face& page, double dots_per_inch) {
    const double scale = dots_per_inch / 72;
    Pixels pixels{static_cast<int>(std::lround(page.width * scale)),
                  static_cast<int>(std::lround(page.height * scale)),
                  {}};
    const auto surface = empty_surface(pixels.width, pixels.height);
    const Context context(::cairo_create(surface.get()));
    ::cairo_set_source_rgb(context.get(), 1, 1, 1);
    ::cairo_paint(context.get());
    ::cairo_scale(context.get(), scale, scale);
    draw(context.get(), page);
    ::cairo_surface_flush(surface.get());
    pixels.bytes.reserve(static_cast<std::size_t>(pixels.width) *
                         static_cast<std::size_t>(pixels.height) * 3);
    for (int y = 0; y < pixels.height; ++y)
        for (int x = 0; x < pixels.width; ++x)
            for (const unsigned shift : {16U, 8U, 0U})
                pixels.bytes.push_back(
                    static_cast<std::uint8_t>(pixel_at(surface.get(), x, y) >> shift));
    return pixels;
}

std::string to_pdf(const std::vector<Pixels>& pages, const std::vector<std::string>& jpegs,
                   double dots_per_inch) {
    std::string out;
    const double scale = 72 / dots_per_inch;
    const Surface surface(::cairo_pdf_surface_create_for_stream(
        append, &out, pages.front().width * scale, pages.front().height * scale));
    const Context context(::cairo_create(surface.get()));
    for (std::size_t at = 0; at < pages.size(); ++at) {
        const auto& page = pages[at];
        ::cairo_pdf_surface_set_size(surface.get(), page.width * scale, page.height * scale);
        const auto picture = surface_of(page);
        if (at < jpegs.size())
            ::cairo_surface_set_mime_data(picture.get(), CAIRO_MIME_TYPE_JPEG,
                                          reinterpret_cast<const unsigned char*>(jpegs[at].data()),
                                          jpegs[at].size(), nullptr, nullptr);
        ::cairo_save(context.get());
        ::cairo_scale(context.get(), scale, scale);
        ::cairo_set_source_surface(context.get(), picture.get(), 0, 0);
        ::cairo_paint(context.get());
        ::cairo_restore(context.get());
        ::cairo_show_page(context.get());
    }
    ::cairo_surface_finish(surface.get());
    return out;
}

}  // namespace errand::synthetic

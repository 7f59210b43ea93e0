#include "report/map_canvas.hpp"

#include <cairo-pdf.h>
#include <cairo.h>
#include <pango/pangocairo.h>

namespace report {
namespace {

constexpr double kPoint = 72 / 25.4;  // points to a millimetre
constexpr char kFont[] = "Noto Sans CJK SC, WenQuanYi Micro Hei, sans-serif";

struct DestroySurface {
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};
struct DestroyContext {
    void operator()(cairo_t* context) const { cairo_destroy(context); }
};
struct DestroyLayout {
    void operator()(PangoLayout* layout) const { g_object_unref(layout); }
};
using Layout = std::unique_ptr<PangoLayout, DestroyLayout>;

cairo_status_t append(void* closure, const unsigned char* data, unsigned int length) {
    static_cast<std::string*>(closure)->append(reinterpret_cast<const char*>(data), length);
    return CAIRO_STATUS_SUCCESS;
}

void set_ink(cairo_t* context, Ink ink) {
    const auto part = [&](unsigned shift) { return static_cast<double>((ink.rgb >> shift) & 0xffU) / 255; };
    cairo_set_source_rgba(context, part(16), part(8), part(0), ink.alpha);
}

/// Fills and outlines the path that stands.
void paint(cairo_t* context, const MapStyle& style) {
    cairo_set_fill_rule(context, CAIRO_FILL_RULE_EVEN_ODD);
    if (style.fill.alpha > 0) {
        set_ink(context, style.fill);
        cairo_fill_preserve(context);
    }
    set_ink(context, style.line);
    cairo_set_line_width(context, style.width_mm * kPoint);
    const double dash[] = {1.6 * kPoint, 0.8 * kPoint};
    cairo_set_dash(context, dash, style.dashed ? 2 : 0, 0);
    cairo_stroke(context);
    cairo_set_dash(context, nullptr, 0, 0);
}

Layout layout_of(cairo_t* context, const std::string& text, const Canvas::Words& words) {
    Layout layout(pango_cairo_create_layout(context));
    PangoFontDescription* const font = pango_font_description_from_string(kFont);
    pango_font_description_set_absolute_size(font, words.size_mm * kPoint * PANGO_SCALE);
    pango_font_description_set_weight(font, words.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_layout_set_font_description(layout.get(), font);
    pango_font_description_free(font);
    if (words.width > 0) {
        pango_layout_set_width(layout.get(), static_cast<int>(words.width * kPoint * PANGO_SCALE));
        pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
    }
    pango_layout_set_text(layout.get(), text.data(), static_cast<int>(text.size()));
    return layout;
}

Canvas::Extent extent_of(const Layout& layout) {
    int width = 0, height = 0;
    pango_layout_get_size(layout.get(), &width, &height);
    return {width / kPoint / PANGO_SCALE, height / kPoint / PANGO_SCALE};
}

}  // namespace

struct Canvas::Library {
    std::string bytes;  ///< outlives the surface, which writes to it to the last
    std::unique_ptr<cairo_surface_t, DestroySurface> surface;
    std::unique_ptr<cairo_t, DestroyContext> context;
};

Canvas::Canvas(double width_mm, double height_mm, const std::string& title, base::Instant made_at)
    : library_(std::make_unique<Library>()) {
    cairo_surface_t* const surface =
        cairo_pdf_surface_create_for_stream(append, &library_->bytes, width_mm * kPoint, height_mm * kPoint);
    library_->surface.reset(surface);
    // Without a date of its own the file would hold the time of day, and no two would be alike.
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE,
                                   (made_at.iso().substr(0, 19) + "Z").c_str());
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title.c_str());
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "Panhuo");
    library_->context.reset(cairo_create(surface));
    cairo_set_line_join(library_->context.get(), CAIRO_LINE_JOIN_ROUND);
}

Canvas::~Canvas() = default;

void Canvas::clip(MapSpot corner, double width, double height) {
    cairo_t* const context = library_->context.get();
    cairo_save(context);
    cairo_rectangle(context, corner.x * kPoint, corner.y * kPoint, width * kPoint, height * kPoint);
    cairo_clip(context);
}

void Canvas::unclip() { cairo_restore(library_->context.get()); }

void Canvas::shape(const std::vector<std::vector<MapSpot>>& rings, const MapStyle& style) {
    cairo_t* const context = library_->context.get();
    cairo_new_path(context);
    for (const std::vector<MapSpot>& ring : rings) {
        bool first = true;
        for (const MapSpot& spot : ring) {
            if (first) {
                cairo_move_to(context, spot.x * kPoint, spot.y * kPoint);
            } else {
                cairo_line_to(context, spot.x * kPoint, spot.y * kPoint);
            }
            first = false;
        }
        cairo_close_path(context);
    }
    paint(context, style);
}

void Canvas::line(MapSpot from, MapSpot to, double width, Ink ink) {
    cairo_t* const context = library_->context.get();
    set_ink(context, ink);
    cairo_set_line_width(context, width * kPoint);
    cairo_move_to(context, from.x * kPoint, from.y * kPoint);
    cairo_line_to(context, to.x * kPoint, to.y * kPoint);
    cairo_stroke(context);
}

void Canvas::box(MapSpot corner, double width, double height, const MapStyle& style) {
    cairo_t* const context = library_->context.get();
    cairo_rectangle(context, corner.x * kPoint, corner.y * kPoint, width * kPoint, height * kPoint);
    paint(context, style);
}

Canvas::Extent Canvas::measure(const std::string& text, const Words& words) const {
    return extent_of(layout_of(library_->context.get(), text, words));
}

Canvas::Extent Canvas::write(MapSpot at, const std::string& text, const Words& words) {
    cairo_t* const context = library_->context.get();
    const Layout layout = layout_of(context, text, words);
    const Extent extent = extent_of(layout);
    const double left = words.align == Align::Left     ? at.x
                        : words.align == Align::Middle ? at.x - extent.width / 2
                                                       : at.x - extent.width;
    set_ink(context, words.ink);
    cairo_move_to(context, left * kPoint, at.y * kPoint);
    pango_cairo_show_layout(context, layout.get());
    return extent;
}

base::Result<std::string> Canvas::finish() {
    cairo_show_page(library_->context.get());
    cairo_surface_finish(library_->surface.get());
    const cairo_status_t status = cairo_surface_status(library_->surface.get());
    if (status != CAIRO_STATUS_SUCCESS)
        return base::Error{base::Code::FileUnwritable, {"map.pdf", cairo_status_to_string(status)}};
    return std::move(library_->bytes);
}

}  // namespace report

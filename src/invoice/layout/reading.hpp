// Owns: Reading of one sheet: its labels, and what stands beside or below them as values, with the
// source and confidence that a field gets. Pure; any thread.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "invoice/layout/labels.hpp"
#include "invoice/record.hpp"

namespace errand::invoice::layout {

// What no label announces, found by its form or place alone.
inline constexpr int kGuessed = 70;

struct Page {
    const Sheet& sheet;
    const Hits& hits;

    Source source() const { return sheet.from_picture() ? Source::Ocr : Source::Text; }
    // `confidence` for a text layer; what the recognizer says where that is less.
    int confidence(Span span, int confidence = kCertain) const;

    // The value of a label: behind it, else in a row that is a little higher or lower, without what
    // is `lead` ems away from it or parted from its beginning by more than `gap` ems.
    Span beside(const Hit& hit, double lead = 8, double gap = 2.5) const;
    // What stands under a label, in one of the next rows, down to `depth` ems.
    Span below(const Hit& hit, double depth = 4, double gap = 1) const;
    std::string text(Span span) const { return sheet.text(span); }
};

// Puts a value into a field that has none, or a less certain one.
template <class T>
void put(Field<T>& field, T value, Source source, int confidence) {
    if (confidence > field.confidence) field = {std::move(value), source, confidence};
}

// Digits alone, of what begins with them; on a recognized page letters that look like digits are.
std::string leading_digits(const Page& page, Span span);
// Without spaces and signs at its ends that belong to no name.
std::string trimmed_value(std::string_view text);
std::string without_spaces(std::string_view text);
// "¥ 1,234.50", "-¥3", "CNY 840.00", "元": an amount as Chinese invoices print it.
std::optional<Decimal> yuan(std::string_view text);

}  // namespace errand::invoice::layout

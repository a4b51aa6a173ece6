// Owns: Sheet, the words of one page as rows of letters that each know where they stand, so that a
// label is found however it is spaced, cut or merged. Pure; any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "document/sight.hpp"

namespace errand::invoice::layout {

struct Box {
    double left = 0;
    double top = 0;
    double right = 0;
    double bottom = 0;

    double height() const { return bottom - top; }
    double width() const { return right - left; }
    double middle() const { return (top + bottom) / 2; }
    double centre() const { return (left + right) / 2; }
};
// How much of the shorter of the two stands beside the other, from 0 to 1.
double beside(const Box& one, const Box& other);
// How much of the narrower of the two stands under the other, from 0 to 1.
double under(const Box& one, const Box& other);
Box around(const Box& one, const Box& other);

// One letter of a row: folded (half width, lower case, simplified, without accents), never a space.
struct Letter {
    char32_t folded = 0;
    bool first = false;  // begins a word of the page
    std::size_t word = 0;
    std::size_t begin = 0;  // its bytes in the word
    std::size_t end = 0;
    Box box;
};

struct Row {
    std::vector<Letter> letters;
    std::u32string text;  // their folded forms
    Box box;
    double em = 0;  // the usual height of its letters
};

// Letters [begin, end) of a row.
struct Span {
    std::size_t row = 0;
    std::size_t begin = 0;
    std::size_t end = 0;
    bool empty() const { return begin >= end; }
};

// Characters that stand in a column and read from the top down as one label: "购买方信息".
struct Upright {
    std::size_t label = 0;  // index into the labels that were asked for
    Box box;
};

class Sheet {
  public:
    // At most kMaxPageWords words. `uprights`: texts that may stand upright; their characters are
    // taken out of the rows.
    Sheet(const document::Page& page, const std::vector<std::u32string>& uprights);

    const std::vector<Row>& rows() const { return rows_; }
    const std::vector<Upright>& uprights() const { return found_; }
    double width() const { return width_; }
    double height() const { return height_; }
    bool from_picture() const { return from_picture_; }

    // As the page has it; a space where the page leaves one between two Latin words.
    std::string text(Span span) const;
    Box box(Span span) const;
    // The worst confidence of its words.
    int confidence(Span span) const;
    // Where the run of letters that begins at span.begin ends: before a gap wider than `gap` times
    // the row's em, at the latest at span.end.
    std::size_t run_end(Span span, double gap) const;
    // The runs of letters of a row that gaps wider than `gap` ems part.
    std::vector<Span> runs(std::size_t row, double gap) const;

  private:
    void take_uprights(const std::vector<std::u32string>& uprights);
    void make_rows();
    void add_letters(Row& row, std::size_t word) const;

    double width_ = 0;
    double height_ = 0;
    bool from_picture_ = false;
    std::vector<document::Word> words_;
    std::vector<bool> taken_;
    std::vector<Row> rows_;
    std::vector<Upright> found_;
};

// Folded as a row's letters are, without its spaces.
std::u32string folded(std::string_view text);

}  // namespace errand::invoice::layout

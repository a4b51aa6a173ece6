// Owns: a text as folded characters with the bytes they came from, for readers that go by
// characters rather than by tokens: phone numbers, addresses of the net, licence numbers. Pure; any
// thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace errand::language {

// Where something stands: bytes of the text, [begin, end).
struct Place {
    std::size_t begin = 0;
    std::size_t end = 0;
    bool operator==(const Place&) const = default;
};

class Letters {
  public:
    // Reads at most kMaxSentenceBytes.
    explicit Letters(std::string_view text);

    std::size_t size() const { return folded_.size(); }
    // Half width, lower case, simplified; 0 beyond the end, so that no reader needs to ask first.
    char32_t operator[](std::size_t at) const { return at < folded_.size() ? folded_[at] : U'\0'; }
    // The one before `at`; 0 at the beginning.
    char32_t before(std::size_t at) const { return at == 0 ? U'\0' : (*this)[at - 1]; }
    // As it was written.
    char32_t written(std::size_t at) const { return at < written_.size() ? written_[at] : U'\0'; }
    // Characters [begin, end) to bytes.
    Place place(std::size_t begin, std::size_t end) const;
    // The folded text of the characters [begin, end).
    std::string folded(std::size_t begin, std::size_t end) const;
    // The bytes of the characters [begin, end), as written.
    std::string_view said(std::size_t begin, std::size_t end) const;
    // The folded characters from `at` on are these (ASCII or any UTF-8).
    bool reads(std::size_t at, std::string_view what) const;
    // One past the digits that begin at `at`.
    std::size_t digits_end(std::size_t at) const;

  private:
    std::string_view text_;
    std::vector<char32_t> folded_;
    std::vector<char32_t> written_;
    std::vector<std::size_t> begins_;  // one more than characters
};

constexpr bool is_digit(char32_t c) {
    return c >= U'0' && c <= U'9';
}
// Of folded text: lower case only.
constexpr bool is_latin(char32_t c) {
    return c >= U'a' && c <= U'z';
}
constexpr bool is_word(char32_t c) {
    return is_digit(c) || is_latin(c) || c == U'_';
}
constexpr bool is_hex(char32_t c) {
    return is_digit(c) || (c >= U'a' && c <= U'f');
}
constexpr bool is_blank(char32_t c) {
    return c == U' ' || c == U'\u00A0' || c == U'\u3000';
}

}  // namespace errand::language

#include "app/live_text.hpp"

#include <algorithm>
#include <utility>

#include "app/limits.hpp"
#include "app/text.hpp"

namespace errand::app {
namespace {

std::uint64_t number_at(const json::value& event, std::string_view key) {
    const auto* found = json::find(event, key);
    return found == nullptr ? 0 : json::decode<std::uint64_t>(*found).value_or(0);
}

}  // namespace

void FlowingText::put_word(std::string& out) {
    if (word_.empty()) return;
    const auto wide = width(word_);
    if (column_ > 0 && column_ + spaces_ + wide > columns_) {
        out += '\n';
        column_ = spaces_ = 0;
    }
    out.append(spaces_, ' ');
    out += word_;
    column_ += spaces_ + wide;
    spaces_ = 0;
    word_.clear();
}

std::string FlowingText::add(std::string_view text) {
    std::string out;
    const auto safe = printable(text);
    for (std::string_view rest = safe; !rest.empty();) {
        const auto character = take_character(rest);
        if (character == "\n") {
            put_word(out);
            out += '\n';
            column_ = spaces_ = 0;
        } else if (character == " ") {
            put_word(out);
            if (column_ + spaces_ < columns_) ++spaces_;
        } else {
            const bool wide = width(character) > 1;
            if (wide) put_word(out);
            word_ += character;
            if (wide || width(word_) >= columns_) put_word(out);
        }
    }
    return out;
}

std::string FlowingText::end() {
    std::string out;
    put_word(out);
    if (column_ > 0) out += '\n';
    column_ = spaces_ = 0;
    return out;
}

LiveText::LiveText(const Style& style, std::string before, Write write)
    : style_(style), before_(std::move(before)), write_(std::move(write)) {}

std::vector<json::value> LiveText::allow(bool allowed) {
    allowed_ = allowed;
    if (allowed_) return {};
    if (words_) strike();
    return release();
}

std::vector<json::value> LiveText::take(const json::value& event) {
    const auto kind = json::string_at(event, "kind");
    if (kind == "partial") {
        add(event);
        if (words_) return {};
        return release();
    }
    if (kind == "superseded") {
        if (words_ && words_->errand == number_at(event, "errand") &&
            words_->turn == number_at(event, "turn") &&
            words_->attempt == number_at(event, "attempt"))
            strike();
        return words_ ? std::vector<json::value>{} : release();
    }
    if (kind == "working")  // it will say more
        return words_ ? std::vector<json::value>{} : std::vector<json::value>{event};
    const auto errand = number_at(event, "errand");
    if (const auto turn = number_at(event, "turn"); turn != 0) ended_[errand] = turn;
    if (ended_.size() > kMaxErrandsEnded) ended_.erase(ended_.begin());
    if (!words_) return {event};
    if (words_->errand == errand) return end(event);
    // They were cut off rather than let the list grow.
    if (waiting_.size() >= kMaxEventsWaiting) strike();
    waiting_.push_back(event);
    return words_ ? std::vector<json::value>{} : release();
}

void LiveText::add(const json::value& piece) {
    const auto errand = number_at(piece, "errand");
    const auto turn = number_at(piece, "turn");
    const auto attempt = number_at(piece, "attempt");
    const auto offset = number_at(piece, "offset");
    const std::string text(json::string_at(piece, "text"));
    const auto ended = ended_.find(errand);
    if (ended != ended_.end() && turn <= ended->second) return;  // its record was faster
    const bool other =
        words_ && words_->errand == errand && (words_->turn != turn || words_->attempt != attempt);
    if (other) strike();
    if (!words_ && allowed_ && offset == 0 && !text.empty()) {
        words_ = {.errand = errand,
                  .turn = turn,
                  .attempt = attempt,
                  .text = {},
                  .flowing = FlowingText(style_.columns)};
        write_(before_);
    }
    if (!words_ || words_->errand != errand) return;
    // The same again after a reconnection; behind a gap the rest comes with the record.
    const auto have = words_->text.size();
    if (offset <= have && offset + text.size() > have) write_on(text.substr(have - offset));
}

void LiveText::write_on(std::string_view text) {
    words_->text += text;
    write_(words_->flowing.add(text));
}

// What was recorded of the errand whose words are open.
std::vector<json::value> LiveText::end(const json::value& event) {
    const auto text = json::string_at(event, "text");
    const bool same = words_->turn == number_at(event, "turn") &&
                      words_->attempt == number_at(event, "attempt") &&
                      text.starts_with(words_->text);
    auto shown = event;
    if (same) {
        write_on(text.substr(words_->text.size()));
        write_(words_->flowing.end());
        words_.reset();
        shown.get_object().erase("text");
        shown.get_object().erase("reason");
    } else {
        strike();
    }
    std::vector<json::value> all{std::move(shown)};
    for (auto& one : release()) all.push_back(std::move(one));
    return all;
}

void LiveText::strike() {
    write_(words_->flowing.end());
    write_(style_.dim(style_.say("✗ 上面这段没有说完,不作数。",
                                 "✗ The words above broke off and do not count.")) +
           "\n");
    words_.reset();
}

std::vector<json::value> LiveText::release() {
    return std::exchange(waiting_, {});
}

}  // namespace errand::app

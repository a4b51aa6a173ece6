#include "brain/embedded/lexicon.hpp"

#include <unordered_map>

#include "base/check.hpp"
#include "base/trim.hpp"
#include "language/names/readings.hpp"
#include "language/simplify.hpp"

namespace errand::brain::embedded {

namespace {

// Cuts the first part off `text`, up to `mark` or the end.
std::string_view cut(std::string_view& text, char mark) {
    const auto at = text.find(mark);
    const auto part = text.substr(0, at);
    text = at == std::string_view::npos ? std::string_view{} : text.substr(at + 1);
    return trimmed(part);
}

Kind kind_of(std::string_view name) {
    static const std::unordered_map<std::string_view, Kind> all = {
        {"conj", Kind::Conj},
        {"filler", Kind::Filler},
        {"delta", Kind::Delta},
        {"rest", Kind::Rest},
        {"part", Kind::Part},
        {"every", Kind::Every},
        {"people", Kind::People},
        {"option", Kind::Option},
        {"extra", Kind::Extra},
        {"with", Kind::With},
        {"avoid", Kind::Avoid},
        {"allergy", Kind::Allergy},
        {"deliver", Kind::Deliver},
        {"label", Kind::Label},
        {"shop_before", Kind::ShopBefore},
        {"shop_after", Kind::ShopAfter},
        {"budget_before", Kind::BudgetBefore},
        {"budget_after", Kind::BudgetAfter},
        {"no_limit", Kind::NoLimit},
        {"each", Kind::Each},
        {"total", Kind::Total},
        {"preference", Kind::Preference},
        {"note_mark", Kind::NoteMark},
        {"note_text", Kind::NoteText},
        {"order", Kind::Order},
        {"want", Kind::Want},
        {"eat", Kind::Eat},
        {"add", Kind::Add},
        {"remove", Kind::Remove},
        {"replace", Kind::Replace},
        {"more", Kind::More},
        {"less", Kind::Less},
        {"other_shop", Kind::OtherShop},
        {"more_offers", Kind::MoreOffers},
        {"this_one", Kind::ThisOne},
        {"errand_word", Kind::ErrandWord},
        {"new_errand", Kind::NewErrand},
        {"approve", Kind::Approve},
        {"refuse", Kind::Refuse},
        {"cancel", Kind::Cancel},
        {"track", Kind::Track},
        {"repeat", Kind::Repeat},
        {"status", Kind::Status},
        {"help", Kind::Help},
        {"grants", Kind::Grants},
        {"revoke", Kind::Revoke},
        {"allowance", Kind::Allowance},
        {"any", Kind::Any},
        {"greeting", Kind::Greeting},
        {"thanks", Kind::Thanks},
        {"farewell", Kind::Farewell},
        {"chat", Kind::Chat},
        {"question", Kind::Question},
        {"permission", Kind::Permission},
        {"service", Kind::Service},
        {"skill", Kind::Skill},
        {"food", Kind::Food},
        {"drink", Kind::Drink},
        {"guard", Kind::Guard},
    };
    const auto found = all.find(name);
    ERRAND_CHECK(found != all.end());
    return found->second;
}

Where where_of(std::string_view words) {
    Where where;
    while (!words.empty()) {
        const auto word = cut(words, ',');
        where.start = where.start || word == "start";
        where.end = where.end || word == "end";
        where.alone = where.alone || word == "alone";
        where.count = where.count || word == "count";
        where.deliver = where.deliver || word == "deliver";
        where.drink = where.drink || word == "drink";
    }
    return where;
}

Entry entry_of(std::string_view head) {
    Entry entry;
    entry.kind = kind_of(cut(head, ' '));
    std::vector<std::string_view> words;
    while (!head.empty()) {
        const auto word = cut(head, ' ');
        if (word.starts_with('@')) {
            entry.where = where_of(word.substr(1));
        } else if (!word.empty()) {
            words.push_back(word);
        }
    }
    if (words.size() > 1) entry.value = words[1];
    if (!words.empty()) entry.key = words[0];
    return entry;
}

}  // namespace

Lexicon::Lexicon() {
    add(kChineseValues);
    add(kChineseAsking);
    add(kEnglishValues);
    add(kEnglishAsking);
}

void Lexicon::add(std::string_view lines) {
    while (!lines.empty()) {
        const bool goes_on = lines.starts_with("    ");
        auto line = cut(lines, '\n');
        if (line.empty()) continue;
        if (!goes_on) entries_.push_back(entry_of(cut(line, ':')));
        const auto index = static_cast<std::uint32_t>(entries_.size() - 1);
        const auto& entry = entries_.back();
        auto& set = entry.kind == Kind::Food || entry.kind == Kind::Drink ? evidence_ : phrases_;
        while (!line.empty())
            if (const auto phrase = cut(line, '|'); !phrase.empty()) {
                set.add(phrase, index);
                if (entry.kind == Kind::Option && !entry.key.empty()) add_sound(phrase, index);
            }
    }
}

std::optional<Lexicon::Found> Lexicon::evidence(const language::Text& text, std::size_t at) const {
    const auto match = evidence_.longest(text, at);
    if (!match) return std::nullopt;
    return Found{match.end, &entries_[match.value]};
}

namespace {

constexpr std::size_t kLongestSound = 3;

// How two or three Chinese characters sound, without tones; empty where they are something else.
std::string sound_of(const language::Text& text, std::size_t begin, std::size_t end) {
    std::string sound;
    for (auto at = begin; at < end; ++at) {
        if (at >= text.size() || text[at].kind != language::TokenKind::Han) return {};
        std::size_t next = 0;
        const auto readings =
            language::names::readings_of(language::next_character(text[at].text, next));
        if (readings.count == 0) return {};
        sound += std::string(language::names::spelling(readings.of[0])) + " ";
    }
    return sound;
}

}  // namespace

void Lexicon::add_sound(std::string_view phrase, std::uint32_t entry) {
    const auto text = language::read_text(phrase);
    const bool short_one = text.size() < 2 || text[text.size() - 1].text == "的";
    if (short_one || text.size() > kLongestSound) return;
    const auto sound = sound_of(text, 0, text.size());
    if (!sound.empty()) sounds_.emplace(sound, Sound{std::string(phrase), entry});
}

std::optional<Lexicon::Found> Lexicon::sounding(const language::Text& text, std::size_t at) const {
    for (auto length = kLongestSound; length >= 2; --length) {
        const auto sound = sound_of(text, at, at + length);
        if (sound.empty()) continue;
        const auto [from, to] = sounds_.equal_range(sound);
        for (auto one = from; one != to; ++one) {
            const auto meant = language::read_text(one->second.phrase);
            std::size_t others = 0;
            for (std::size_t i = 0; i < length; ++i)
                if (meant[i].text != text[at + i].text) ++others;
            if (others == 1) return Found{at + length, &entries_[one->second.entry]};
        }
    }
    return std::nullopt;
}

const Lexicon& Lexicon::get() {
    static const Lexicon lexicon;
    return lexicon;
}

}  // namespace errand::brain::embedded

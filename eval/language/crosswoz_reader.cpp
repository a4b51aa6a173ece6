#include "eval/language/crosswoz_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "brain/learn/hash.hpp"
#include "brain/learn/train.hpp"

namespace errand::eval::language::crosswoz {
namespace {

namespace learn = brain::learn;
using errand::language::Text;
using errand::language::TokenKind;

// Parts of a label's name, and labels of one span, are joined by these.
constexpr char kPart = '|';
constexpr char kBoth = '&';
constexpr std::string_view kFacility = "酒店设施-";
constexpr std::string_view kYes = "是";
// Words of a value that are not written as the annotation writes them: tokens at most.
constexpr std::size_t kLongestSaid = 10;
constexpr std::array<std::string_view, 5> kDomains{"餐馆", "景点", "酒店", "出租", "地铁"};

bool is_domain(std::string_view word) {
    return std::ranges::count(kDomains, word) != 0;
}

// Values of closed sets that are said in many ways: no span of the text is one.
bool in_text(const Act& act) {
    constexpr std::array<std::string_view, 9> kNever{"",     "none",   "是",   "否", "无",
                                                     "免费", "不免费", "其他", "0"};
    return std::ranges::count(kNever, act.value) == 0 && act.intent != "Select";
}
// "提供叫醒服务": the facility is said, that it is wanted is its value.
bool is_facility(const Act& act) {
    return act.slot.starts_with(kFacility) && (act.value == kYes || act.value.empty());
}

std::string label_of(const Act& act) {
    return fmt::format("{}{}{}{}{}{}{}", act.intent, kPart, act.domain, kPart, act.slot, kPart,
                       act.value);
}
Act act_of(std::string_view label) {
    Act act;
    std::array<std::string*, 4> parts{&act.intent, &act.domain, &act.slot, &act.value};
    for (auto* part : parts) {
        const auto end = std::min(label.find(kPart), label.size());
        *part = label.substr(0, end);
        label.remove_prefix(std::min(end + 1, label.size()));
    }
    return act;
}

// The span's label, without the value that the span itself says.
std::string span_label(Act act) {
    if (is_facility(act))
        act.slot = kFacility;
    else
        act.value.clear();
    return label_of(act);
}

// Where the value of `act` is said, on whole tokens that are not taken yet.
struct Place {
    std::size_t begin = 0, end = 0;
};

class Aligner {
  public:
    Aligner(const Text& text, const Values& values) : text_(text), values_(values) {}

    // False where the text does not say the value.
    bool place(const Act& act) {
        const auto value = is_facility(act) ? act.slot.substr(kFacility.size()) : act.value;
        const auto label = span_label(act);
        return verbatim(value, label) || (!is_facility(act) && otherwise(act, label));
    }
    std::vector<learn::Span> spans() const {
        auto sorted = spans_;
        std::ranges::sort(sorted, {}, &learn::Span::begin);
        return sorted;
    }

  private:
    bool put(std::size_t begin, std::size_t end, const std::string& label) {
        for (auto& span : spans_) {
            if (span.begin == begin && span.end == end) {
                if (span.slot != label) span.slot += kBoth + label;
                return true;
            }
            if (span.begin < end && begin < span.end) return false;
        }
        spans_.push_back({begin, end, label});
        return true;
    }
    bool verbatim(std::string_view value, const std::string& label) {
        const std::string_view text = text_.original;
        for (auto at = text.find(value); at != std::string_view::npos;
             at = text.find(value, at + 1))
            if (put(at, at + value.size(), label)) return true;
        return false;
    }
    // The longest words that mean the value.
    bool otherwise(const Act& act, const std::string& label) {
        for (std::size_t begin = 0; begin < text_.size(); ++begin)
            for (auto end = std::min(text_.size(), begin + kLongestSaid); end > begin; --end) {
                const auto from = text_[begin].begin, to = text_[end - 1].end;
                const auto said = std::string_view(text_.original).substr(from, to - from);
                if (values_.value_of(act.slot, said) == act.value && put(from, to, label))
                    return true;
            }
        return false;
    }

    const Text& text_;
    const Values& values_;
    std::vector<learn::Span> spans_;
};

// A sentence as both learners see it.
struct Seen {
    Text text;
    learn::Hints hints;
    learn::Features features;
};

// "这个<景点>附近": names say no more than what they are names of.
Text without_names(const Text& text, const std::vector<Mention>& mentions) {
    Text made{text.original, {}};
    std::size_t at = 0;
    for (const auto& mention : mentions) {
        const bool long_enough = mention.end - mention.begin > 1 &&
                                 !is_domain(text.said(mention.begin, mention.end)) &&
                                 mention.kind.find("酒店设施") == std::string::npos;
        if (!long_enough) continue;
        for (; at < mention.begin; ++at) made.tokens.push_back(text[at]);
        auto token = text[mention.begin];
        token.kind = TokenKind::Word;
        token.text = "<" + mention.kind + ">";
        token.end = text[mention.end - 1].end;
        made.tokens.push_back(std::move(token));
        at = mention.end;
    }
    for (; at < text.size(); ++at) made.tokens.push_back(text[at]);
    return made;
}

Seen see(std::string_view sentence, const Before& before, const Values& values) {
    Seen made{errand::language::read_text(sentence), {}, {}};
    const auto mentions = values.mentions(made.text);
    learn::Hints whole;
    const auto notes = before.hints();
    for (const auto& note : notes) whole.push_back({0, 0, note});
    const auto plain = without_names(made.text, mentions);
    made.features = learn::read_features(plain, notes, before.domain());
    made.hints = whole;
    for (const auto& one : mentions)
        made.hints.push_back(
            {made.text[one.begin].begin, made.text[one.end - 1].end, "<" + one.kind + ">"});
    return made;
}

struct Learned {
    learn::Dataset spans{{"domains"}, {}, {}};
    std::vector<learn::MultiLabelExample> labels;
};

void add(const Utterance& utterance, const Before& before, const Values& values, std::size_t origin,
         Learned& to) {
    auto seen = see(utterance.text, before, values);
    Aligner aligner(seen.text, values);
    auto acts = utterance.acts;
    // A long value may hold a short one: it takes its place first.
    std::ranges::sort(acts, [](const Act& a, const Act& b) {
        return a.value.size() != b.value.size() ? a.value.size() > b.value.size() : a < b;
    });
    std::set<std::string> domains, labels;
    for (const auto& act : acts) {
        domains.insert(act.domain);
        if ((is_facility(act) || in_text(act)) && aligner.place(act)) continue;
        if (in_text(act)) continue;  // said nowhere
        labels.insert(label_of(act));
    }
    to.spans.examples.push_back({utterance.text,
                                 {fmt::format("{}.", fmt::join(domains, "+"))},
                                 aligner.spans(),
                                 seen.hints,
                                 origin});
    to.labels.push_back({std::move(seen.features), {labels.begin(), labels.end()}, origin});
}

}  // namespace

std::vector<std::string> Before::hints() const {
    if (!known_) return {};
    if (!begun_) return {"?begin"};
    std::vector<std::string> made{"?domain " + domain_, "?earlier " + earlier_};
    for (const auto& act : acts_) made.push_back("?" + act);
    return made;
}

void Before::said(std::span<const Act> acts) {
    if (!known_) return;
    begun_ = true;
    acts_.clear();
    for (const auto& act : acts) {
        acts_.insert(fmt::format("{} {} {}", act.intent, act.domain, act.slot));
        if (!is_domain(act.domain) || act.domain == domain_) continue;
        earlier_ = domain_;
        domain_ = act.domain;
    }
}

Result<Reader> Reader::learn(std::span<const Dialogue> dialogues, const Values& values,
                             ReaderOptions options) {
    Learned learned;
    for (std::size_t i = 0; i < dialogues.size(); ++i) {
        Before before(options.context);
        for (const auto& utterance : dialogues[i].utterances) {
            if (utterance.by_user == options.user)
                add(utterance, before, values, i, learned);
            else
                before.said(utterance.acts);
        }
    }
    Reader made(values);
    ERRAND_TRY(const auto model, learn::train(learned.spans));
    ERRAND_TRY(made.model_, learn::Model::open(model));
    ERRAND_TRY(const auto labels, learn::train_multi_label(learned.labels));
    ERRAND_TRY(made.labels_, learn::MultiLabel::open(labels));
    return made;
}

std::set<Act> Reader::read(std::string_view sentence, const Before& before) const {
    const auto seen = see(sentence, before, *values_);
    std::set<Act> made;
    for (const auto label : labels_.labels_of(seen.features)) made.insert(act_of(label));
    for (const auto& slot : model_.read(seen.text, seen.hints).slots) {
        const auto said = sentence.substr(slot.begin, slot.end - slot.begin);
        for (auto rest = slot.slot; !rest.empty();) {
            const auto end = std::min(rest.find(kBoth), rest.size());
            auto act = act_of(rest.substr(0, end));
            rest.remove_prefix(std::min(end + 1, rest.size()));
            if (act.slot == kFacility)
                act.slot += values_->value_of("酒店设施", said);
            else
                act.value = values_->value_of(act.slot, said);
            made.insert(std::move(act));
        }
    }
    return made;
}

}  // namespace errand::eval::language::crosswoz

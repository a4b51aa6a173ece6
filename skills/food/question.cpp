#include "skills/food/question.hpp"

#include <algorithm>

#include "language/phrases.hpp"
#include "skills/food/question_words.hpp"

namespace errand::skills::food {

namespace {

using language::Text;
using language::TokenKind;

// A longer sentence is a request, not a question about the screen.
constexpr std::size_t kMaxTokens = 60;
// Words beside a topic that is only named, as in "my pick-up code".
constexpr std::size_t kFewTokens = 1;

enum class Mark { Asking, Naming, Preference, Which, Asks, Filler, Orders, Place, Past };

struct Meaning {
    Mark mark = Mark::Filler;
    Topic topic = Topic::Arrival;
    int place = 0;
    std::string_view preference;
};

class Words {
  public:
    Words() {
        for (const auto& one : question_words::kTopics) {
            add(one.asking, {.mark = Mark::Asking, .topic = one.topic});
            add(one.naming, {.mark = Mark::Naming, .topic = one.topic});
        }
        for (const auto& one : question_words::kPreferences)
            add(one.words, {.mark = Mark::Preference, .preference = one.preference});
        for (const auto& one : question_words::kPlaces)
            add(one.words, {.mark = Mark::Place, .place = one.place});
        add(question_words::kPast, {.mark = Mark::Past});
        add(question_words::kWhich, {.mark = Mark::Which});
        add(question_words::kOrders, {.mark = Mark::Orders});
        add(question_words::kAsking, {.mark = Mark::Asks});
        add(question_words::kFiller, {.mark = Mark::Filler});
    }
    static const Words& get() {
        static const Words words;
        return words;
    }
    struct Found {
        std::size_t end = 0;
        const Meaning* meaning = nullptr;
    };
    Found at(const Text& text, std::size_t from) const {
        const auto found = phrases_.longest(text, from);
        if (!found) return {};
        return {found.end, &meanings_[found.value]};
    }

  private:
    void add(std::string_view list, const Meaning& meaning) {
        const auto number = static_cast<std::uint32_t>(meanings_.size());
        meanings_.push_back(meaning);
        while (!list.empty()) {
            const auto bar = std::min(list.find('|'), list.size());
            if (bar > 0) phrases_.add(list.substr(0, bar), number);
            list.remove_prefix(std::min(bar + 1, list.size()));
        }
    }
    language::Phrases phrases_;
    std::vector<Meaning> meanings_;
};

// What one clause says.
struct Clause {
    std::vector<Topic> asked;
    std::vector<Topic> named;
    std::string preference;
    int place = 0;
    int which = 0;
    bool asks = false;
    bool orders = false;
    bool past = false;
    bool number = false;
    std::size_t other = 0;  // tokens that nothing is known of
};

void take(Clause& clause, const Meaning& meaning) {
    switch (meaning.mark) {
        case Mark::Asking:
            return clause.asked.push_back(meaning.topic);
        case Mark::Naming:
            return clause.named.push_back(meaning.topic);
        case Mark::Preference:
            clause.preference = meaning.preference;
            return;
        case Mark::Place:
            clause.place = meaning.place;
            return;
        case Mark::Which:
            ++clause.which;
            return;
        case Mark::Asks:
            clause.asks = true;
            return;
        case Mark::Orders:
            clause.orders = true;
            return;
        case Mark::Past:
            clause.past = true;
            return;
        case Mark::Filler:
            return;
    }
}

bool ends_clause(const language::Token& token) {
    return token.kind == TokenKind::Mark && token.text != "-" && token.text != "'" &&
           token.text != "\"" && token.text != "&";
}

std::vector<Clause> clauses_of(const Text& text) {
    std::vector<Clause> clauses(1);
    for (std::size_t at = 0; at < text.size();) {
        if (ends_clause(text[at])) {
            clauses.back().asks = clauses.back().asks || text[at].text == "?";
            clauses.emplace_back();
            ++at;
            continue;
        }
        const auto found = Words::get().at(text, at);
        if (found.meaning == nullptr) {
            clauses.back().other += text[at].kind == TokenKind::Mark ? 0 : 1;
            clauses.back().number |= text[at].kind == TokenKind::Number;
            ++at;
            continue;
        }
        take(clauses.back(), *found.meaning);
        at = found.end;
    }
    return clauses;
}

bool is_empty(const Clause& clause) {
    return clause.asked.empty() && clause.named.empty() && clause.which == 0 && clause.other == 0 &&
           clause.preference.empty() && !clause.orders;
}

void add_topic(Question& question, Topic topic) {
    if (!question.asks(topic)) question.topics.push_back(topic);
}

// Asked for where it is merely named: "配送费?", but not "wrong address".
bool stands_alone(Topic topic) {
    return topic != Topic::Address && topic != Topic::Minimum && topic != Topic::Arrival &&
           topic != Topic::Difference;
}

bool asks_by_name(const Clause& clause) {
    if (clause.named.empty() || clause.number) return false;
    if (clause.asks || clause.which == 1) return true;
    return clause.other <= kFewTokens && std::ranges::all_of(clause.named, stands_alone);
}

// False where the clause is something else.
bool add_clause(Question& question, const Clause& clause) {
    if (clause.place != 0) question.place = clause.place;
    question.past = question.past || clause.past;
    if (is_empty(clause)) return true;
    // "哪家便宜点哪家" says which to take.
    if (clause.orders || clause.which > 1) return false;
    const bool compares = clause.which == 1 && !clause.preference.empty();
    const bool named = asks_by_name(clause);
    if (compares) {
        question.compares = true;
        question.preference = clause.preference;
        return true;
    }
    if (clause.asked.empty() && !named) return false;
    if (!clause.preference.empty()) question.preference = clause.preference;
    for (const auto topic : clause.asked) add_topic(question, topic);
    for (const auto topic : clause.named) add_topic(question, topic);
    return true;
}

// "What do I pay for delivery" asks for the fee and not for the sum.
void keep_the_closer(Question& question) {
    const auto part = [&](Topic topic) { return question.asks(topic); };
    if (part(Topic::Delivery) || part(Topic::Packing) || part(Topic::Minimum) ||
        part(Topic::Coupons))
        std::erase(question.topics, Topic::Total);
    if (part(Topic::Arrival)) std::erase(question.topics, Topic::Where);
}

}  // namespace

bool Question::asks(Topic topic) const {
    return std::ranges::find(topics, topic) != topics.end();
}

std::string preference_in(std::string_view said) {
    const auto text = language::read_text(said);
    if (text.size() > kMaxTokens) return {};
    std::string found;
    for (const auto& clause : clauses_of(text))
        if (!clause.preference.empty()) found = clause.preference;
    return found;
}

std::optional<Question> question_of(std::string_view said) {
    const auto text = language::read_text(said);
    if (text.size() == 0 || text.size() > kMaxTokens) return std::nullopt;
    Question question;
    for (const auto& clause : clauses_of(text))
        if (!add_clause(question, clause)) return std::nullopt;
    keep_the_closer(question);
    if (question.topics.empty() && !question.compares) return std::nullopt;
    return question;
}

}  // namespace errand::skills::food

// Cuts sentences into clauses: see sentence.hpp.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "language/text.hpp"
#include "skills/ledger/limits.hpp"
#include "skills/ledger/numbers.hpp"
#include "skills/ledger/periods.hpp"
#include "skills/ledger/scope.hpp"
#include "skills/ledger/sentence.hpp"
#include "skills/ledger/talk.hpp"
#include "skills/ledger/vocabulary.hpp"
#include "skills/ledger/words.hpp"

namespace errand::skills::ledger {
namespace {

// Marks between clauses, as bytes.
constexpr std::array<std::string_view, 12> kMarks = {",", ";", "!",  "?", "\n", "\r",
                                                     ",", ";", "。", "!", "?",  "…"};

// "Aug 22, 2025": the year belongs to its day.
bool is_before_year(std::string_view text, std::size_t at) {
    constexpr std::string_view kMonths =
        "january|february|march|april|may|june|july|august|september|october|november|december|"
        "sept|jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec";
    const auto year = past_spaces(text, at + 1);
    if (year + 4 > text.size() ||
        !(text.substr(year).starts_with("20") || text.substr(year).starts_with("19")))
        return false;
    for (auto digit = year; digit < year + 4; ++digit)
        if (!is_digit(text[digit])) return false;
    if (year + 4 < text.size() && is_letter(text[year + 4])) return false;
    constexpr std::size_t kNear = 20;
    const auto before =
        language::normalise(text.substr(at > kNear ? at - kNear : 0, std::min(at, kNear)));
    const auto month = find_word(before, kMonths);
    if (!month) return false;
    // "22nd"
    constexpr std::string_view kOfDay = " .stndrh0123456789";
    return before.find_first_not_of(kOfDay, month->end) == std::string::npos;
}

std::size_t mark_at(std::string_view text, std::size_t at) {
    for (const auto mark : kMarks) {
        if (!text.substr(at).starts_with(mark)) continue;
        const bool number = mark == "," && at > 0 && is_digit(text[at - 1]) &&
                            at + 3 < text.size() && is_digit(text[at + 1]) &&
                            is_digit(text[at + 2]) && is_digit(text[at + 3]);
        return number || (mark == "," && is_before_year(text, at)) ? 0 : mark.size();
    }
    // A full stop ends a sentence, not "no. 3" and not "12.5".
    if (text[at] == '.' && (at + 1 == text.size() || text[at + 1] == ' ')) {
        const auto before =
            language::normalise(text.substr(at > 4 ? at - 4 : 0, std::min<std::size_t>(at, 4)));
        return has_word(before, "no|nr|nos") ? 0 : 1;
    }
    return 0;
}

// Whether something is ordered in these words.
bool is_ordering(std::string_view text) {
    std::string left(text);
    return take_wish(left) != Wish::None || has_word(text, kOnly) ||
           has_word(text,
                    "归到|归为|归入|算作|算成|放到|记到|改成|改为|留下|留着|保留|恢复|加回|under|"
                    "keep|put back") ||
           part_at_destination(text).has_value();
}

// Words behind which a further thing is asked for.
constexpr std::string_view kFurther =
    "然后|并且|同时|另外|顺便|接着|再导出|再把|再去掉|再加|再给|再换|并把|并导出|并去掉|也导出|"
    "and then|then|and also|and take|and bring|and include|and count|and delete|and omit|and "
    "throw|and kick|and undo|and leave|and put|and move|and drop|and remove|and exclude|and export|"
    "and add|and make|and give|and the rest|and skip|and file|and set|and change|and save|"
    "and everything else|and all others|and the others|and show|and tell|and take|and only|"
    "and keep|but leave|but not|but keep|but";

// "the dinner was on 20 August and the Zenner thing goes under office": a statement on both sides.
constexpr std::string_view kJoins = "and";
constexpr std::string_view kStates =
    "is|are|was|were|goes|go|should|belongs|belong|under|means|be|becomes";

bool is_exception(std::string_view text, Spot cut) {
    if (text.substr(cut.begin, cut.end - cut.begin) != "but") return false;
    auto before = text.substr(0, cut.begin);
    while (before.ends_with(' ')) before.remove_suffix(1);
    for (const std::string_view all :
         {"everything", "anything", "nothing", "none", "all", "any", "all of them", "all of it",
          "every one", "the others", "the rest", "invoices", "receipts"})
        if (before.ends_with(all)) return true;
    return false;
}

std::optional<Spot> next_cut(std::string_view text, std::size_t from) {
    auto cut = find_word(text, kFurther, from);
    // "everything but the taxis" is one thing.
    while (cut && is_exception(text, *cut)) cut = find_word(text, kFurther, cut->end);
    for (auto spot = find_word(text, kJoins, from); spot && (!cut || spot->begin < cut->begin);
         spot = find_word(text, kJoins, spot->end))
        if (has_word(text.substr(0, spot->begin), kStates) &&
            has_word(text.substr(spot->end), kStates))
            return spot;
    return cut;
}

void cut_further(std::string_view said, std::vector<std::string>& pieces) {
    const auto normal = language::normalise(said);
    // Bytes agree unless something was folded; then the clause stays whole.
    if (normal.size() != said.size()) {
        pieces.emplace_back(said);
        return;
    }
    std::size_t begin = 0;
    for (auto spot = next_cut(normal, 1); spot; spot = next_cut(normal, spot->end)) {
        if (bare(std::string_view(normal).substr(begin, spot->begin - begin)).empty()) continue;
        pieces.emplace_back(said.substr(begin, spot->begin - begin));
        begin = spot->begin;
    }
    pieces.emplace_back(said.substr(begin));
}

// "no. 3" is a number, "no meals" is none; "those which" asks nothing, and who is not to forget a
// thing is to do it.
std::string spelled_out(std::string text) {
    for (auto spot = find_word(text, "no.|no|nr.|nr"); spot;
         spot = find_word(text, "no.|no|nr.|nr", spot->end)) {
        auto at = spot->end;
        while (at < text.size() && text[at] == ' ') ++at;
        if (at < text.size() && is_digit(text[at]))
            text.replace(spot->begin, at - spot->begin, "number ");
    }
    constexpr std::string_view kRelative =
        "those which|ones which|anything which|everything which|all which|invoices which|"
        "receipts which|bills which";
    constexpr std::size_t kWhich = 5;
    while (const auto spot = find_word(text, kRelative))
        text.replace(spot->end - kWhich, kWhich, "that");
    take_words(text,
               "don't forget to|do not forget to|never forget to|remember to|be sure to|别忘了|"
               "别忘记|不要忘了|不要忘记|可别忘了|千万别忘了");
    return text;
}

bool only_numbers(std::string_view text) {
    std::string left(text);
    const bool digit = std::ranges::any_of(left, is_digit);
    take_words(left, "and|和|与|、|no.|no|number|numbers|第|#|张|个|号|条|及");
    return digit && std::ranges::all_of(left, [](char c) { return is_digit(c) || c == ' '; });
}

constexpr std::string_view kBeginsException =
    "除了|除开|除去|except for|except|apart from|aside from|other than|with the exception of";
constexpr std::string_view kSum =
    "一共|总共|合计|总计|多少|几张|how much|how many|total|what's|what is|what would";

// "除了打车,其他都不要", "leave out everything, except the taxis", "一共多少,不算打车的".
bool belong_together(std::string_view before, std::string_view next) {
    const auto begins = [](std::string_view text, std::string_view list) {
        return word_at(text, past_spaces(text, 0), list).has_value();
    };
    const bool sums = has_word(before, kSum) || has_word(next, kSum);
    constexpr std::string_view kOutside = "除外|以外|之外";
    if (has_word(before, kSum) && has_word(next, kOutside)) return true;
    if (sums && (has_word(before, kSum) ? begins_aside(next) : begins_aside(before))) return true;
    if (begins(next, kBeginsException) && !is_ordering(next))
        return is_ordering(before) ||
               has_word(before, "都|全|所有|everything|all|any|anything|nothing|none");
    if (!begins(before, kBeginsException)) return false;
    std::string verb(before);
    return take_wish(verb) == Wish::None &&
           begins(next,
                  "其他|其它|其余|别的|剩下|剩余|都|全|一律|统统|通通|everything|all|the rest|"
                  "the others|leave|drop|remove|put|keep|only");
}

void append(Clause& clause, const Clause& next) {
    clause.said += "," + next.said;
    clause.text += "," + next.text;
    clause.asked = next.asked;
}

bool begins_with(std::string_view text, std::string_view list) {
    return word_at(text, text.find_first_not_of(" ,"), list).has_value();
}

// Verbs before a list of what is meant.
constexpr std::string_view kLeadsList =
    "only|just|nothing but|keep only|only keep|leave out|exclude|drop|remove|skip|omit|delete|"
    "ignore|put|file|book|without|只做|只看|只统计|只|我就报|就报|单要|不要|去掉|只要|只留|只报|"
    "只算|就要|删掉|剔除|排除";
constexpr std::string_view kOfOthers =
    "其他|其它|其余|别的|剩下|剩余|都|全|一律|统统|通通|everything|all|the rest|the others";

// Whether a kind, a category or a time stands at its beginning.
bool begins_with_name(std::string_view text) {
    const auto at = text.find_first_not_of(" ,");
    if (at == std::string_view::npos) return false;
    const auto rest = std::string(text.substr(at));
    for (const auto& kind : kinds())
        if (word_at(rest, 0, kind.words)) return true;
    const auto first = find_category(rest, false);
    return first && bare(std::string_view(rest).substr(0, first->spot.begin)).empty();
}

// Kinds of expense, times and currencies, and nothing said of them.
bool names_only(std::string text) {
    const language::time::CivilDate any{2025, 12, 31};
    bool named = false;
    // "酒店是5月21号的" says something.
    if (has_word(text, "是|为|is|are|was|were|be")) return false;
    for (const auto& period : find_periods(text, any, any.year)) {
        blank(text, period.spot);
        named = true;
    }
    for (const auto& kind : kinds()) named = take_words(text, kind.words) || named;
    while (const auto found = find_category(text, false)) {
        blank(text, found->spot);
        named = true;
    }
    take_courtesies(text);
    take_words(text,
               "stuff|things|costs|expenses|expense report|expense ledger|report|费用|开销|那些|"
               "这些|两类|三类|四类|两样|三样|四样|两种|三种|几样|几类|报销台账|报销单|台账");
    return named && (is_empty(text) || bare(text).empty());
}

// The verb stands before the list, which is all that follows it: "just trains".
bool leads_list(const Clause& clause, const Clause& next) {
    if (clause.asked || next.too_many || is_courtesy(next.text)) return false;
    const auto verb = find_word(clause.text, kLeadsList);
    return verb && names_only(clause.text.substr(verb->end)) && names_only(next.text);
}

// Or behind it: "打车", "住宿的都不要".
bool trails_list(const Clause& clause, const Clause& next) {
    if (clause.asked || next.too_many || !names_only(clause.text) || !is_ordering(next.text))
        return false;
    auto behind = next.text;
    (void)take_wish(behind);
    return begins_with_name(behind);
}

// "just trains, taxis and the hotel", "打车,住宿的都不要": one list.
void join_lists(std::vector<Clause>& clauses) {
    const auto take_next = [&](std::size_t at) {
        append(clauses[at], clauses[at + 1]);
        clauses.erase(clauses.begin() + static_cast<std::ptrdiff_t>(at) + 1);
    };
    for (std::size_t at = 0; at + 1 < clauses.size(); ++at)
        while (at + 1 < clauses.size() && leads_list(clauses[at], clauses[at + 1])) take_next(at);
    for (auto at = clauses.size(); at > 1; --at)
        if (trails_list(clauses[at - 2], clauses[at - 1])) take_next(at - 2);
}

// An exception that says nothing of its own narrows its neighbour: "打车的去掉,3月的除外".
bool is_bare_exception(const Clause& clause) {
    const auto found = find_exception(clause.text);
    return found && !found->described && !clause.asked && !is_ordering(found->left) &&
           !has_word(found->left, "要|报|keep|fine");
}

void join_exceptions(std::vector<Clause>& clauses) {
    const auto orders = [&](std::size_t at) {
        return at < clauses.size() && !clauses[at].asked && is_ordering(clauses[at].text);
    };
    const auto take_next = [&](std::size_t at) {
        append(clauses[at], clauses[at + 1]);
        clauses.erase(clauses.begin() + static_cast<std::ptrdiff_t>(at) + 1);
    };
    for (std::size_t at = 0; at < clauses.size(); ++at) {
        if (!is_bare_exception(clauses[at])) continue;
        const bool has_next = orders(at + 1);
        const bool others_next = has_next && begins_with(clauses[at + 1].text, kOfOthers);
        if (at > 0 && orders(at - 1) && !others_next) {
            take_next(at - 1);
            --at;
        } else if (has_next && !begins_with(clauses[at + 1].text, "也|还|另外|also|and also")) {
            take_next(at);
            if (at > 0 && names_only(clauses[at - 1].text)) take_next(at - 1);
        }
    }
}

// What is to be done only if something is so: none of it is done here, so the two stay together.
void join_conditions(std::vector<Clause>& clauses) {
    constexpr std::string_view kIf =
        "如果|要是|假如|假若|倘若|万一|一旦|等到|if|unless|in case|when|once|as soon as|provided";
    constexpr std::string_view kPolite =
        "如果可以|如果方便|如果行|要是可以|要是方便|if you would|if you could|if you can|"
        "if possible|if you don't mind|if that's ok|if that is ok|if it's ok";
    for (std::size_t at = 0; at < clauses.size(); ++at) {
        auto text = clauses[at].text;
        take_courtesies(text);
        if (!begins_with(text, kIf) || begins_with(text, kPolite)) continue;
        if (at + 1 < clauses.size() && !clauses[at + 1].too_many) {
            append(clauses[at], clauses[at + 1]);
            clauses.erase(clauses.begin() + static_cast<std::ptrdiff_t>(at) + 1);
        } else if (at > 0) {
            append(clauses[at - 1], clauses[at]);
            clauses.erase(clauses.begin() + static_cast<std::ptrdiff_t>(at));
        }
    }
}

constexpr std::size_t kPauseSize = 3;  // bytes of "、"

struct Piece {
    std::string said;
    bool asked = false;
};

// "打车的去掉、酒店留下": an order on both sides of a pause.
bool parts_orders(std::string_view sentence, std::size_t begin, std::size_t at) {
    constexpr std::string_view kPause = "、";
    if (!sentence.substr(at).starts_with(kPause)) return false;
    auto end = at + kPause.size();
    while (end < sentence.size() && mark_at(sentence, end) == 0) ++end;
    return is_ordering(language::normalise(sentence.substr(begin, at - begin))) &&
           is_ordering(
               language::normalise(sentence.substr(at + kPause.size(), end - at - kPause.size())));
}

std::vector<Piece> pieces_of(std::string_view sentence) {
    std::vector<Piece> pieces;
    std::size_t begin = 0;
    const auto cut = [&](std::size_t end, std::string_view mark) {
        std::vector<std::string> further;
        cut_further(sentence.substr(begin, end - begin), further);
        for (auto& one : further) pieces.push_back({std::move(one), false});
        if (!further.empty()) pieces.back().asked = mark == "?" || mark == "?";
    };
    for (std::size_t at = 0; at < sentence.size();) {
        const auto size = parts_orders(sentence, begin, at) ? kPauseSize : mark_at(sentence, at);
        if (size == 0) {
            ++at;
            continue;
        }
        cut(at, sentence.substr(at, size));
        at += size;
        begin = at;
    }
    if (begin < sentence.size()) cut(sentence.size(), {});
    return pieces;
}

}  // namespace

std::vector<Clause> clauses_of(std::string_view raw) {
    std::string sentence(raw);
    write_with_points(sentence);
    auto pieces = pieces_of(sentence);
    std::vector<Clause> clauses;
    std::string kept;
    std::size_t read = 0;  // clauses that say more than a courtesy
    for (auto& piece : pieces) {
        auto said = kept.empty() ? piece.said : fmt::format("{}, {}", kept, piece.said);
        auto text = spelled_out(language::normalise(said));
        if (text.find_first_not_of(' ') == std::string::npos) continue;
        if (&piece != &pieces.back() && only_numbers(text)) {
            kept = std::move(said);
            continue;
        }
        kept.clear();
        Clause next{.said = std::move(said), .text = std::move(text), .asked = piece.asked};
        if (!clauses.empty() && !clauses.back().asked &&
            belong_together(clauses.back().text, next.text)) {
            append(clauses.back(), next);
        } else if (read < kMaxClauses || is_courtesy(next.text)) {
            read += is_courtesy(next.text) ? 0 : 1;
            clauses.push_back(std::move(next));
        } else {
            // What is not read is told by where it begins.
            clauses.push_back(std::move(next));
            clauses.back().too_many = true;
            break;
        }
    }
    join_conditions(clauses);
    join_exceptions(clauses);
    join_lists(clauses);
    return clauses;
}

}  // namespace errand::skills::ledger

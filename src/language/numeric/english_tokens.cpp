#include "language/numeric/english_tokens.hpp"

#include <cmath>
#include <limits>

#include "language/numeric/digits.hpp"

namespace errand::language::numeric {
namespace {

constexpr DigitStyle kEnglish{.comma_decimals = true};

std::optional<NumberToken> word_token(const Pieces& pieces, std::size_t at) {
    const auto& piece = pieces[at];
    NumberToken token;
    token.piece = at, token.end_piece = at + 1, token.end = piece.end;
    if (piece.text == "half" || piece.text == "halves" || piece.text == "quarter" ||
        piece.text == "quarters") {
        token.role = TokenRole::Half;
        token.value = piece.text[0] == 'h' ? 2 : 4;
        token.plural = piece.text.back() == 's';
        return token;
    }
    const auto word = number_word(piece.text);
    if (!word) return std::nullopt;
    token.value = word->value;
    token.plural = word->plural;
    switch (word->kind) {
        case WordKind::Ones:
        case WordKind::Teens:
            break;
        case WordKind::Tens:
            token.role = TokenRole::Tens;
            break;
        case WordKind::Round:
            token.role = TokenRole::Round;
            break;
        case WordKind::Ordinal:
            token.role = TokenRole::Ordinal;
            break;
        case WordKind::RoundOrdinal:
            token.role = TokenRole::RoundOrdinal;
            break;
    }
    return token;
}

std::optional<NumberToken> digit_token(const Pieces& pieces, std::size_t at, bool attached) {
    const auto& text = pieces.text;
    const auto begin = pieces[at].begin;
    const auto previous = text.before(begin);
    if (is_letter(previous) || previous == U'_') return std::nullopt;
    if (text.at(begin) == U'.' && !attached && begin > 0 && !is_space(previous))
        return std::nullopt;
    const auto read = read_digits(text, begin, kEnglish);
    if (!read) return std::nullopt;
    const auto next = text.at(read->end);
    if (!attached && (is_letter(next) || next == U'_')) return std::nullopt;
    NumberToken token;
    token.value = read->value;
    token.piece = at, token.end_piece = pieces.from(read->end), token.end = read->end;
    token.digits = true;
    token.decimal = read->kind != NumberKind::Integer;
    return token;
}

// "a", "an" count one where a noun of numbers follows: a hundred, a fifth, a half.
std::optional<NumberToken> article(const Pieces& pieces, std::size_t at) {
    if (!pieces.is(at, "a") && !pieces.is(at, "an")) return std::nullopt;
    auto next = at + 1;
    if (pieces.is(next, "-")) ++next;
    if (next >= pieces.size()) return std::nullopt;
    const auto noun = word_token(pieces, next);
    const bool counts = noun && noun->role != TokenRole::Small && !noun->plural;
    const bool compound = noun && noun->role == TokenRole::Tens;  // a twenty-first
    if (!counts) return std::nullopt;
    if (compound && !(next + 2 < pieces.size() && number_word(pieces[next + 2].text)))
        return std::nullopt;
    NumberToken token;
    token.role = TokenRole::Article;
    token.value = 1;
    token.piece = at, token.end_piece = at + 1, token.end = pieces[at].end;
    return token;
}

std::optional<NumberToken> token_at(const Pieces& pieces, std::size_t at, bool attached) {
    if (at >= pieces.size()) return std::nullopt;
    const auto& piece = pieces[at];
    if (piece.kind == PieceKind::Digits || piece.text == ".")
        return digit_token(pieces, at, attached);
    if (piece.kind != PieceKind::Word) return std::nullopt;
    if (auto one = article(pieces, at)) return one;
    return word_token(pieces, at);
}

bool ends_row(const NumberToken& token) {
    return token.role == TokenRole::Ordinal || token.role == TokenRole::RoundOrdinal ||
           token.role == TokenRole::Half;
}

// The sum of "a hundred", "2 thousand 5 hundred", "one hundred and five" as it grows.
struct Sum {
    double total = 0;
    double current = 0;
    double segment = 0;
    double last_big = std::numeric_limits<double>::infinity();
    bool hundreds = false;  // in `current`

    double value() const { return total + current; }
    bool times(double round, bool after_round) {
        if (round < 1000) {
            if (hundreds) return false;
            current = (current == 0 ? 1 : current) * round;
            hundreds = true;
            return true;
        }
        if (after_round && current == 0 && segment > 0) {
            total += segment * (round - 1);
            segment *= round;
            return true;
        }
        if (round >= last_big) return false;
        segment = (current == 0 ? 1 : current) * round;
        total += segment;
        current = 0;
        hundreds = false;
        last_big = round;
        return true;
    }
};

bool is_count(const NumberToken& token) {
    return token.role == TokenRole::Small || token.role == TokenRole::Tens ||
           token.role == TokenRole::Article;
}

// Whether `token` may go on a number behind `previous`, and as what.
enum class Go { Stop, Units, Group, Round };
Go go_on(const std::vector<NumberToken>& tokens, std::size_t at, std::size_t begin, double round) {
    const auto& token = tokens[at];
    if (token.role == TokenRole::Round)
        return token.after_and || (at == begin && token.plural) ? Go::Stop : Go::Round;
    if (!is_count(token)) return Go::Stop;
    if (at == begin) return Go::Group;
    const auto& previous = tokens[at - 1];
    if (previous.role == TokenRole::Tens && token.role == TokenRole::Small && !token.digits &&
        token.value > 0 && token.value < 10) {
        const bool numerator =
            token.after_and && at + 1 < tokens.size() && ends_row(tokens[at + 1]);
        return numerator ? Go::Stop : Go::Units;
    }
    if (previous.role != TokenRole::Round || token.hyphen || token.decimal) return Go::Stop;
    if (token.role == TokenRole::Article || token.value <= 0 || token.value >= round)
        return Go::Stop;
    return Go::Group;
}

// Where a denominator that ends the row may begin: the places left of which its words still make
// one number (twenty fifths, one hundred fifth).
std::size_t longest_denominator(const std::vector<NumberToken>& tokens) {
    auto begin = tokens.size() - 1;
    double first = tokens[begin].value, largest = 1;
    if (tokens[begin].role == TokenRole::Half) return begin;
    while (begin > 0) {
        const auto& token = tokens[begin - 1];
        if (token.digits) break;
        // Ninety-five is one of them.
        const bool two = begin > 1 && token.role == TokenRole::Small && token.value < 10 &&
                         !token.after_and && tokens[begin - 2].role == TokenRole::Tens;
        const double value = token.value + (two ? tokens[begin - 2].value : 0);
        const double base = first >= 10 ? 100 : 10;
        const bool counts = first >= 100 && first > value;
        const bool above = first < 100 && value >= base && std::fmod(value, base) == 0;
        if (!counts && !(above && value >= largest)) break;
        if (above) largest = value;
        first = value;
        begin -= two ? 2 : 1;
    }
    return begin;
}

// Where the denominator begins if the numerator has no whole before it.
std::size_t split(const std::vector<NumberToken>& tokens) {
    const auto last = tokens.size() - 1;
    const bool compound =
        tokens[last].hyphen && tokens[last - 1].role == TokenRole::Tens && tokens[last].value < 10;
    const auto least = compound ? last - 1 : last;
    const auto begin = longest_denominator(tokens);
    if (begin > 0) return std::min(begin, least);
    // All of it could be one ordinal: "one hundred thirty-fifths" has a hundred above.
    for (std::size_t i = 1; i < least; ++i)
        if (tokens[i].value >= 100 && tokens[i + 1].value < 100 && !tokens[i + 1].after_and)
            return i + 1;
    return least;
}

double denominator(const std::vector<NumberToken>& tokens, std::size_t begin) {
    const auto last = tokens.size() - 1;
    if (begin == last) return tokens[last].value;
    const auto above = cardinal_of(tokens, begin, last);
    if (begin + above.count != last) return 0;
    const bool round = tokens[last].role == TokenRole::RoundOrdinal;
    return round ? above.value * tokens[last].value : above.value + tokens[last].value;
}

// Said as a fraction's denominator: "fifths", "halves", or one of it: "a fifth", "one quarter".
bool is_denominator(const std::vector<NumberToken>& tokens, std::size_t begin) {
    const auto& last = tokens.back();
    const bool ranks = last.role == TokenRole::Ordinal && last.value <= 2;
    if (ranks && begin + 1 == tokens.size()) return false;       // "two seconds", "a first"
    if (ranks && last.value == 2 && !last.hyphen) return false;  // "ten fifty seconds"
    if (last.plural) return true;
    if (begin == 0 || tokens[begin].after_and) return false;
    const auto& before = tokens[begin - 1];
    return before.role == TokenRole::Article || (!before.digits && before.value == 1);
}

std::optional<WordFraction> mixed(const std::vector<NumberToken>& tokens) {
    const auto last = tokens.size() - 1;
    std::size_t join = last;
    while (join > 0 && !tokens[join].after_and) --join;
    if (join == 0 || join >= last) return std::nullopt;
    const auto whole = cardinal_of(tokens, 0, join);
    if (whole.count != join || tokens[join].digits) return std::nullopt;
    const auto least = longest_denominator(tokens);
    for (auto begin = last; begin > join && begin >= least; --begin) {
        const auto above = cardinal_of(tokens, join, begin);
        const auto below = denominator(tokens, begin);
        if (above.count != begin - join || !is_denominator(tokens, begin)) continue;
        if (below > 0 && above.value < below)
            return WordFraction{whole.value, above.value / below, whole.last_round};
    }
    return std::nullopt;
}

}  // namespace

std::vector<NumberToken> read_tokens(const Pieces& pieces, std::size_t at, bool attached) {
    std::vector<NumberToken> tokens;
    bool after_and = false, hyphen = false;
    while (tokens.size() < kMaxNumberWords) {
        auto token = token_at(pieces, at, attached);
        if (!token) break;
        if (token->digits && hyphen) break;
        // Digits go on only behind "hundred" and the like: a row of them is a row of numbers.
        if (token->digits && !tokens.empty() && tokens.back().role != TokenRole::Round) break;
        if (token->digits && !tokens.empty() && !pieces[at].gap) break;
        token->after_and = after_and;
        token->hyphen = hyphen;
        tokens.push_back(*token);
        if (ends_row(*token)) break;
        at = token->end_piece;
        after_and = hyphen = false;
        if (pieces.is(at, "-") && at + 1 < pieces.size() &&
            pieces[at + 1].kind == PieceKind::Word && !token->digits) {
            hyphen = true, ++at;
        } else if (pieces.is(at, "and")) {
            after_and = true, ++at;
        }
    }
    return tokens;
}

Cardinal cardinal_of(const std::vector<NumberToken>& tokens, std::size_t begin, std::size_t end) {
    Cardinal best;
    Sum sum;
    double round = 0;
    for (auto at = begin; at < end; ++at) {
        const auto& token = tokens[at];
        switch (go_on(tokens, at, begin, round)) {
            case Go::Stop:
                return best;
            case Go::Units:
                sum.current += token.value;
                break;
            case Go::Group:
                // What a round word may still change is kept only once it is sure to stand.
                if (at + 1 < end && tokens[at + 1].role == TokenRole::Round &&
                    !tokens[at + 1].after_and) {
                    auto tried = sum;
                    tried.current += token.value;
                    if (!tried.times(tokens[at + 1].value, false)) return best;
                }
                sum.current += token.value;
                break;
            case Go::Round:
                if (!sum.times(token.value, at > begin && tokens[at - 1].role == TokenRole::Round))
                    return best;
                round = token.value;
                break;
        }
        if (token.role == TokenRole::Article) continue;
        best = {at + 1 - begin, sum.value(), token.role == TokenRole::Round ? token.value : 0};
    }
    // An article counts only with what it counts behind it, unless the caller cut there.
    if (best.count == 0 && end == begin + 1 && tokens[begin].role == TokenRole::Article)
        best = {1, 1, 0};
    return best;
}

std::optional<WordFraction> fraction_of(const std::vector<NumberToken>& tokens) {
    if (tokens.size() < 2 || !ends_row(tokens.back())) return std::nullopt;
    if (auto found = mixed(tokens)) return found;
    const auto& last = tokens.back();
    if (last.role == TokenRole::Half && last.after_and && !last.plural) {  // "one and half"
        const auto whole = cardinal_of(tokens, 0, tokens.size() - 1);
        if (whole.count + 1 != tokens.size()) return std::nullopt;
        return WordFraction{whole.value, 1 / last.value, whole.last_round};
    }
    const auto begin = split(tokens);
    if (begin == 0 || !is_denominator(tokens, begin)) return std::nullopt;
    const auto above = cardinal_of(tokens, 0, begin);
    const auto below = denominator(tokens, begin);
    if (above.count != begin || below <= 0) return std::nullopt;
    for (std::size_t i = 0; i < begin; ++i)
        if (tokens[i].digits) return std::nullopt;  // 100 millionths are no fraction
    return WordFraction{0, above.value / below, 0};
}

}  // namespace errand::language::numeric

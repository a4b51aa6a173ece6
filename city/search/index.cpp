#include "city/search/index.hpp"

#include <algorithm>
#include <cmath>

namespace errand::city {
namespace {

// A misspelt word still counts where it is this much like one that is known.
constexpr double kLeastLikeness = 0.5;
// One character of a pair says less than the pair.
constexpr double kCharacterWeight = 0.3;
// The word that a query ends with, and the pair of characters.
constexpr double kLastWordWeight = 1.5;
constexpr double kLastPairWeight = 1.3;
constexpr std::size_t kShortestPart = 3;  // of a word that is parted
// How much of the score is for naming the document exactly.
constexpr double kExactness = 0.3;

double kind_weight(TermKind kind) {
    return kind == TermKind::Character ? kCharacterWeight : 1.0;
}

}  // namespace

const std::vector<Term>& SearchIndex::terms_once(const std::string& folded) {
    const auto [found, fresh] = seen_.try_emplace(folded);
    if (fresh) found->second = terms_of(folded);
    return found->second;
}

std::size_t SearchIndex::add(const std::vector<Field>& fields) {
    const auto number = static_cast<std::uint32_t>(documents_.size());
    Document document;
    for (const auto& field : fields) {
        auto folded = fold(field.text);
        if (folded.empty()) continue;
        const auto& terms = terms_once(folded);
        for (const auto& term : terms) {
            auto& entry = terms_[term.text];
            entry.kind = term.kind;
            const auto weight = static_cast<float>(field.weight);
            if (!entry.postings.empty() && entry.postings.back().document == number) {
                entry.postings.back().weight = std::max(entry.postings.back().weight, weight);
            } else {
                entry.postings.push_back({number, weight});
            }
        }
        if (field.weight >= 1) document.names.push_back({std::move(folded), terms, 0});
    }
    documents_.push_back(std::move(document));
    return number;
}

void SearchIndex::finish() {
    seen_.clear();
    const auto total = static_cast<double>(documents_.size());
    for (auto& [text, entry] : terms_)
        entry.rarity = std::log(1.5 + total / static_cast<double>(entry.postings.size()));
    for (auto& document : documents_)
        for (auto& name : document.names)
            for (const auto& term : name.terms) name.weight += weight_of(term);
}

double SearchIndex::weight_of(const Term& term) const {
    const auto found = terms_.find(term.text);
    const double rarity = found == terms_.end()
                              ? std::log(1.5 + static_cast<double>(documents_.size()))
                              : found->second.rarity;
    return rarity * kind_weight(term.kind);
}

const SearchIndex::Entry* SearchIndex::most_like(Term& term, double& worth) const {
    const Entry* found = nullptr;
    std::string_view known;
    double best = kLeastLikeness;
    for (const auto& [text, entry] : terms_) {
        if (entry.kind != TermKind::Word) continue;
        const double like = likeness(term.text, text);
        if (like < best) continue;
        // Of equals the more common, then the first by its letters: never the table's order.
        const bool tie = found != nullptr && like == best;
        const auto count = entry.postings.size();
        if (tie && (found->postings.size() > count ||
                    (found->postings.size() == count && known < std::string_view(text))))
            continue;
        found = &entry;
        known = text;
        best = like;
    }
    if (found == nullptr) return nullptr;
    term.text = known;
    worth = (1 + best) / 2;
    return found;
}

std::vector<Term> SearchIndex::regrouped(std::vector<Term> terms) const {
    const auto known = [this](const std::string& text) { return terms_.contains(text); };
    std::vector<Term> out;
    for (std::size_t i = 0; i < terms.size(); ++i) {
        const auto& text = terms[i].text;
        if (terms[i].kind != TermKind::Word) {
            out.push_back(terms[i]);
            continue;
        }
        const bool next = i + 1 < terms.size() && terms[i + 1].kind == TermKind::Word;
        if (next && known(text + terms[i + 1].text)) {
            out.push_back({TermKind::Word, text + terms[++i].text});
            continue;
        }
        auto cut = known(text) || text.size() < 2 * kShortestPart ? text.size() : kShortestPart;
        while (cut + kShortestPart <= text.size() &&
               !(known(text.substr(0, cut)) && known(text.substr(cut))))
            ++cut;
        if (cut + kShortestPart <= text.size()) {
            out.push_back({TermKind::Word, text.substr(0, cut)});
            out.push_back({TermKind::Word, text.substr(cut)});
        } else {
            out.push_back(terms[i]);
        }
    }
    return out;
}

std::vector<SearchIndex::Wanted> SearchIndex::wanted_terms(std::string_view folded) const {
    std::vector<Wanted> all;
    for (auto& term : regrouped(terms_of(folded))) {
        Wanted wanted;
        wanted.weight = weight_of(term);
        const auto found = terms_.find(term.text);
        wanted.term = std::move(term);
        if (found != terms_.end()) {
            wanted.entry = &found->second;
        } else if (wanted.term.kind == TermKind::Word && wanted.term.text.size() > 3) {
            wanted.entry = most_like(wanted.term, wanted.worth);
        }
        all.push_back(std::move(wanted));
    }
    for (const auto kind : {TermKind::Word, TermKind::Pair}) {
        const auto last = std::find_if(all.rbegin(), all.rend(),
                                       [kind](const Wanted& one) { return one.term.kind == kind; });
        if (last == all.rend()) continue;
        last->weight *= kind == TermKind::Word ? kLastWordWeight : kLastPairWeight;
    }
    return all;
}

double SearchIndex::name_share(const Document& document, std::string_view folded,
                               const std::vector<Term>& asked) const {
    double best = 0;
    for (const auto& name : document.names) {
        if (name.folded == folded) return 1;
        double held = 0;
        for (const auto& term : name.terms)
            if (std::ranges::find(asked, term) != asked.end()) held += weight_of(term);
        if (name.weight > 0) best = std::max(best, held / name.weight);
    }
    return best;
}

std::vector<Match> SearchIndex::search(std::string_view query, double least) const {
    const auto folded = fold(query);
    const auto wanted = wanted_terms(folded);
    double whole = 0;
    std::unordered_map<std::uint32_t, double> held;
    for (const auto& [entry, weight, worth, term] : wanted) {
        whole += weight;
        if (entry == nullptr) continue;
        for (const auto& posting : entry->postings)
            held[posting.document] += weight * worth * static_cast<double>(posting.weight);
    }
    std::vector<Term> asked;
    asked.reserve(wanted.size());
    for (const auto& one : wanted) asked.push_back(one.term);
    std::vector<Match> matches;
    for (const auto& [number, sum] : held) {
        const double covered = whole > 0 ? sum / whole : 0;
        if (covered < least) continue;
        const double exact = name_share(documents_[number], folded, asked);
        const double score = covered * (1 - kExactness + kExactness * exact);
        if (score >= least) matches.push_back({number, std::min(1.0, score)});
    }
    std::ranges::sort(matches, [](const Match& left, const Match& right) {
        return left.score != right.score ? left.score > right.score
                                         : left.document < right.document;
    });
    return matches;
}

}  // namespace errand::city

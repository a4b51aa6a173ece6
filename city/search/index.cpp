#include "city/search/index.hpp"

#include <algorithm>
#include <cmath>

namespace errand::city {
namespace {

// A misspelt word still counts where it is this much like one that is known.
constexpr double kLeastLikeness = 0.5;
// One character of a pair says less than the pair.
constexpr double kCharacterWeight = 0.3;
// How much of the score is for naming the document exactly.
constexpr double kExactness = 0.3;

double kind_weight(TermKind kind) {
    return kind == TermKind::Character ? kCharacterWeight : 1.0;
}

}  // namespace

std::size_t SearchIndex::add(const std::vector<Field>& fields) {
    const auto number = static_cast<std::uint32_t>(documents_.size());
    Document document;
    for (const auto& field : fields) {
        const auto folded = fold(field.text);
        if (folded.empty()) continue;
        if (field.weight >= 1) document.names.push_back(folded);
        for (const auto& term : terms_of(folded)) {
            auto& entry = terms_[term.text];
            entry.kind = term.kind;
            const auto weight = static_cast<float>(field.weight);
            if (!entry.postings.empty() && entry.postings.back().document == number) {
                entry.postings.back().weight = std::max(entry.postings.back().weight, weight);
            } else {
                entry.postings.push_back({number, weight});
            }
        }
    }
    documents_.push_back(std::move(document));
    return number;
}

void SearchIndex::finish() {
    const auto total = static_cast<double>(documents_.size());
    for (auto& [text, entry] : terms_)
        entry.rarity = std::log(1.5 + total / static_cast<double>(entry.postings.size()));
    for (auto& document : documents_) {
        for (const auto& name : document.names) {
            double weight = 0;
            for (const auto& term : terms_of(name)) weight += weight_of(term);
            document.name_weights.push_back(weight);
        }
    }
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

std::vector<SearchIndex::Wanted> SearchIndex::wanted_terms(std::string_view folded) const {
    std::vector<Wanted> all;
    for (const auto& term : terms_of(folded)) {
        Wanted wanted;
        wanted.term = term;
        wanted.weight = weight_of(term);
        const auto found = terms_.find(term.text);
        if (found != terms_.end()) {
            wanted.entry = &found->second;
        } else if (term.kind == TermKind::Word && term.text.size() > 3) {
            wanted.entry = most_like(wanted.term, wanted.worth);
        }
        all.push_back(std::move(wanted));
    }
    return all;
}

double SearchIndex::name_share(const Document& document, std::string_view folded,
                               const std::vector<Term>& asked) const {
    double best = 0;
    for (std::size_t i = 0; i < document.names.size(); ++i) {
        const auto& name = document.names[i];
        if (name == folded) return 1;
        double held = 0;
        for (const auto& term : terms_of(name))
            if (std::ranges::find(asked, term) != asked.end()) held += weight_of(term);
        if (document.name_weights[i] > 0) best = std::max(best, held / document.name_weights[i]);
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

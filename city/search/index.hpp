// Owns: a search over short texts in Chinese and English. Built once, then constant; any thread.
//
// What a name ends with says what the thing is (a cheese burger is a burger), so the query's end
// weighs more. A document's score is the share of the query, weighed by how rare its terms are
// among the documents, that the document's fields hold (each field as strongly as it counts), times
// how much of the document's first field the query names: so the closest name wins among those that
// hold it all.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "city/search/text.hpp"

namespace errand::city {

// `weight` 0 to 1. The fields of weight 1 are the document's names: being named by them in full is
// a score of 1.
struct Field {
    std::string_view text;
    double weight = 1;
};

struct Match {
    std::size_t document = 0;
    double score = 0;
};

class SearchIndex {
  public:
    // Returns the document's number, from 0.
    std::size_t add(const std::vector<Field>& fields);
    // To be called once, after the last document.
    void finish();

    // Best first, of equals the first added; only scores of at least `least`.
    std::vector<Match> search(std::string_view query, double least) const;
    std::size_t size() const { return documents_.size(); }

  private:
    struct Posting {
        std::uint32_t document;
        float weight;
    };
    struct Entry {
        TermKind kind = TermKind::Word;
        std::vector<Posting> postings;
        double rarity = 0;
    };
    struct Wanted {
        const Entry* entry = nullptr;
        double weight = 0;  // of the query
        double worth = 1;   // below 1 for a word that is only like the one asked for
        Term term;          // as the documents write it
    };
    struct Name {
        std::string folded;
        std::vector<Term> terms;
        double weight = 0;  // summed rarity of the terms
    };
    struct Document {
        std::vector<Name> names;
    };

    std::vector<Wanted> wanted_terms(std::string_view folded) const;
    // The query's words as the documents join or part them: cheese burger, cheeseburger.
    std::vector<Term> regrouped(std::vector<Term> terms) const;
    const std::vector<Term>& terms_once(const std::string& folded);
    const Entry* most_like(Term& term, double& worth) const;
    double name_share(const Document& document, std::string_view folded,
                      const std::vector<Term>& asked) const;
    double weight_of(const Term& term) const;

    std::unordered_map<std::string, Entry> terms_;
    std::unordered_map<std::string, std::vector<Term>> seen_;  // until finished: fields repeat
    std::vector<Document> documents_;
};

}  // namespace errand::city

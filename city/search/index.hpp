// Owns: a search over short texts in Chinese and English. Built once, then constant; any thread.
//
// A document's score is the share of the query, weighed by how rare its terms are among the
// documents, that the document's fields hold (each field as strongly as it counts), times how much
// of the document's first field the query names: so the closest name wins among those that hold it
// all.
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
    struct Document {
        std::vector<std::string> names;    // folded
        std::vector<double> name_weights;  // summed rarity of each name's terms
    };

    std::vector<Wanted> wanted_terms(std::string_view folded) const;
    const Entry* most_like(Term& term, double& worth) const;
    double name_share(const Document& document, std::string_view folded,
                      const std::vector<Term>& asked) const;
    double weight_of(const Term& term) const;

    std::unordered_map<std::string, Entry> terms_;
    std::vector<Document> documents_;
};

}  // namespace errand::city

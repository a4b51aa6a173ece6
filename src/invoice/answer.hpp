// Owns: what errand-documents answers about one file, as bytes and back. The bytes come from a
// process that a stranger's file may have taken over, so nothing in them is believed unchecked.
// Values; one thread.
//
//   8 bytes: how long the JSON is; the JSON; then the bytes of each inner file, one after another
//   {"reading", "inner": [{"path", "size"}], "budget_bytes", "budget_entries"}
//
// The file's own path is not sent: "" stands for it, and "/b/c" for a file inside it.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "invoice/reader.hpp"

namespace errand::invoice {

// Gives the answer to `send` in pieces, for as long as that returns true. A reading too large to be
// told becomes a finding.
bool write_answer(Opened opened, const document::Budget& left,
                  const std::function<bool(std::string_view)>& send);

// Puts an answer together from its pieces.
class Answer {
  public:
    // `budget`: what the file might unpack to.
    explicit Answer(const document::Budget& budget) : budget_(budget) {}

    // Corrupt: no answer, or not one to this file. Exhausted: more than is allowed.
    Result<void> add(std::string_view piece);
    // Once all pieces are there. Corrupt: some are not.
    Result<Opened> take();
    // What is left of the budget.
    const document::Budget& budget() const { return budget_; }

  private:
    Result<void> read_head();

    document::Budget budget_;
    std::string head_;
    std::uint64_t head_size_ = 0;
    bool read_ = false;
    Opened opened_;
    std::vector<std::uint64_t> sizes_;  // of the inner files
    std::size_t at_ = 0;                // the inner file whose bytes come now
};

}  // namespace errand::invoice

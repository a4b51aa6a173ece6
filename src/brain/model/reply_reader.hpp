// Owns: the bytes of one answer to a Chat Completions request, streamed or whole, to a Reply. Pure;
// any thread. Must stay true: however the bytes are cut, the same deltas' texts and the same Reply
// come out; everything is bounded by limits.hpp. Source: OpenAI Chat Completions; WHATWG
// server-sent events; what the servers named in docs/models.md send beside them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "brain/model/content.hpp"
#include "brain/model/server_error.hpp"
#include "brain/model/usage.hpp"
#include "net/sse.hpp"

namespace errand::brain::model {

struct ReaderOptions {
    std::string who;         // the endpoint's name, for messages
    std::string key;         // kept out of them
    bool text_calls = true;  // where the request has tools
    bool opens_in_thought = false;
    std::int64_t prompt = 0;  // tokens of the request, by estimate; 0: they are counted
};

class ReplyReader {
  public:
    // `request` outlives this.
    ReplyReader(const Request& request, ReaderOptions options);

    // Adds to `out` what is to be handed out, also where it then fails.
    Outcome<> feed(std::string_view bytes, std::vector<Delta>& out);
    // The body has ended. Broken where the answer had not.
    Outcome<> end(std::vector<Delta>& out);

    // "[DONE]" came, or the whole answer: nothing that follows is read.
    bool done() const { return done_; }
    // The server named a finish reason: only the usage may still come.
    bool finished() const { return done_ || !finish_.empty(); }
    // A token came: a piece of text, of a thought or of a call.
    bool begun() const { return begun_; }

    // Pieces of the answer that came: a comment that keeps the connection open is none.
    std::size_t pieces() const { return pieces_; }

    // What the server said of the tokens as far as it can be believed, else an estimate of what
    // came so far.
    Usage usage() const;
    // After the end, once.
    Reply take();

  private:
    enum class Form { Unknown, Events, Whole };

    Outcome<> take_events(std::string_view bytes, std::vector<Delta>& out);
    Outcome<> take_data(std::string_view data, std::vector<Delta>& out);
    Outcome<> take_chunk(const json::value& chunk, std::vector<Delta>& out);
    Outcome<> take_choice(const json::object& choice, std::vector<Delta>& out);
    Outcome<> take_delta(const json::object& delta, std::vector<Delta>& out);
    Outcome<> take_content(const json::value& content, std::vector<Delta>& out);
    Outcome<> take_reasoning(std::string_view text, std::vector<Delta>& out);
    Outcome<> notice_error_line(std::string_view piece);
    Outcome<> keep(std::vector<Delta> fresh, std::vector<Delta>& out);
    std::unexpected<Failure> refused(ServerError said) const;
    std::unexpected<Failure> broken(std::string_view why) const;
    Outcome<> close(std::vector<Delta>& out);
    void begin();
    std::vector<RawCall> take_calls();

    const Request& request_;
    ReaderOptions options_;
    Form form_ = Form::Unknown;
    std::string whole_;  // Whole: the body so far; Unknown: white space before it
    std::string line_;   // Events: the beginning of the line
    net::EventParser events_;
    ContentSplitter content_;
    CallGatherer calls_;
    CallGatherer older_;  // `function_call`: some servers send both forms of the same call
    Message message_;
    Counted counted_;
    bool uncounted_ = false;  // something came since the server counted
    std::int64_t prompt_estimate_ = 0;
    TokenEstimate came_;  // content, and thoughts beside it
    TokenEstimate thought_estimate_;
    std::size_t pieces_ = 0;
    std::string model_;
    std::string finish_;
    bool done_ = false;
    bool begun_ = false;
};

// The JSON that a request with a ResponseFormat asked for, out of the reply's text: fences and
// prose are left, what is cut off is closed as mend_json does. Invalid: what to tell the model.
Result<json::value> read_structured(const Reply& reply, const ResponseFormat& format);

}  // namespace errand::brain::model

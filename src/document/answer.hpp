// Owns: what errand-documents answers about one PDF, as JSON on its standard output.
#pragma once

#include <boost/describe.hpp>
#include <string>
#include <vector>

namespace errand::document {

struct Attachment {
    std::string name;    // as the file has it; often empty or wrong
    std::string base64;  // its bytes
};
BOOST_DESCRIBE_STRUCT(Attachment, (), (name, base64))

// `fault`: why the file could not be read, or could not be read whole; empty where it was.
struct PdfAnswer {
    static constexpr bool kDefaults = true;
    int pages = 0;
    bool encrypted = false;
    std::vector<Attachment> attachments;
    std::string fault;
};
BOOST_DESCRIBE_STRUCT(PdfAnswer, (), (pages, encrypted, attachments, fault))

}  // namespace errand::document

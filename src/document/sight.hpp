// Owns: Sight, what must be looked at with large libraries: the pages of PDF files and pictures.
// Implemented in src/worker (inside the confined program errand-documents alone), faked in tests.
// One thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace errand::document {

// In points (1/72 inch) from the page's top left corner; a picture without a resolution counts as
// 72 dots an inch. Text is UTF-8. Confidence in percent; 100 for a text layer.
struct Word {
    std::string text;
    double left = 0;
    double top = 0;
    double right = 0;
    double bottom = 0;
    int confidence = 100;
};

struct Page {
    double width = 0;
    double height = 0;
    std::vector<Word> words;
    bool from_picture = false;  // recognised, not stated
};

// `fault`: what could not be read of it; empty: nothing.
struct PdfFile {
    int pages = 0;
    std::vector<std::string> attachments;  // their bytes, in the file's order
    std::vector<Page> texts;
    std::vector<std::string> codes;  // what its QR codes say
    std::string fault;
};

struct PictureFile {
    std::vector<std::string> codes;
    std::vector<Page> texts;
    std::string fault;
};

class Sight {
  public:
    Sight() = default;
    Sight(const Sight&) = delete;
    Sight& operator=(const Sight&) = delete;
    virtual ~Sight() = default;

    // Denied: encrypted. Corrupt: unreadable. Exhausted: a bound.
    virtual Result<PdfFile> pdf(std::string_view bytes) = 0;
    virtual Result<PictureFile> picture(std::string_view bytes) = 0;

    // What few files need and takes long to load: whether a file has needed it that was not there,
    // and loading it for all to come.
    virtual bool wants_more() const { return false; }
    virtual void load_more() {}
};

// Sees nothing: for whoever reads other forms alone.
class Blind final : public Sight {
  public:
    Result<PdfFile> pdf(std::string_view /*bytes*/) override {
        return fail(ErrorCode::Unavailable, "PDF files are not looked at here");
    }
    Result<PictureFile> picture(std::string_view /*bytes*/) override {
        return fail(ErrorCode::Unavailable, "pictures are not looked at here");
    }
};

}  // namespace errand::document

// Owns: Recogniser, pictures of pages to words, with Tesseract. One thread.
#pragma once

#include <chrono>
#include <memory>

#include "document/sight.hpp"
#include "worker/grey.hpp"

namespace errand::worker {

class Recogniser {
  public:
    Recogniser();
    ~Recogniser();
    Recogniser(const Recogniser&) = delete;
    Recogniser& operator=(const Recogniser&) = delete;

    // The words of a picture that stands upright, with their places in points. `dpi`: dots an inch.
    // What was read until the time was used up stays: see spent(). Unavailable: the recognizer's
    // data is not installed.
    Result<document::Page> read(const Grey& picture, double dpi);
    // As read(), of a picture that may be turned by quarters: as its lines run, and the better read
    // of both ways where one way reads badly.
    Result<document::Page> read_turned(const Grey& picture, double dpi);
    // A new file: its time begins.
    void begin() {
        used_ = {};
        cut_ = false;
    }
    // Its models, which take a third of a second; where that was not done, the first page does it.
    bool load();
    bool loaded_late() const { return loaded_late_; }
    // True once the time for one file is used up.
    bool spent() const;
    // True where a page of this file was not read to its end for want of time.
    bool cut() const { return cut_; }

  private:
    struct Engine;
    std::unique_ptr<Engine> engine_;
    std::chrono::steady_clock::duration used_{};
    bool cut_ = false;
    bool loaded_late_ = false;
};

}  // namespace errand::worker

;;; datasurface-ls.el --- Eglot for DataSurface models  -*- lexical-binding: t -*-

;; SPDX-License-Identifier: MIT OR Apache-2.0
;; Package-Requires: ((emacs "28.1") (eglot "1.9"))

;;; Commentary:

;; Starts datasurface-ls for the Python files of a DataSurface model:
;;
;;     (require 'datasurface-ls)
;;     (datasurface-ls-setup)
;;
;; Eglot talks to one server in a buffer.  In a model that is this one; other Python files keep the
;; server that `eglot-server-programs' names for them.

;;; Code:

(require 'eglot)
(require 'project)

(defgroup datasurface-ls nil
  "DataSurface models."
  :group 'eglot)

(defcustom datasurface-ls-command '("datasurface-ls" "server")
  "The server's program and its arguments."
  :type '(repeat string))

(defun datasurface-ls--settings-p (folder)
  "Whether FOLDER has a `pyproject.toml' with settings of ours."
  (let ((file (expand-file-name "pyproject.toml" folder)))
    (and (file-readable-p file)
         (with-temp-buffer
           (insert-file-contents file)
           (re-search-forward "^\\s-*\\[\\s-*tool\\s-*\\.\\s-*datasurface\\s-*[].]" nil t)))))

(defun datasurface-ls-root (folder)
  "The folder to open for files in FOLDER, nil where there is no model.
That of the settings within the repository, else that of the
nearest `eco.py'."
  (let ((repository (locate-dominating-file folder ".git"))
        (settings (locate-dominating-file folder #'datasurface-ls--settings-p))
        (entry (locate-dominating-file folder "eco.py")))
    (if (and settings
             (or (not repository) (file-in-directory-p settings repository)))
        settings
      entry)))

(defun datasurface-ls--project (folder)
  "The project of FOLDER as a language server should see it."
  (let ((root (and (bound-and-true-p eglot-lsp-context)
                   (datasurface-ls-root folder))))
    (and root (cons 'transient (expand-file-name root)))))

;;;###autoload
(defun datasurface-ls-ensure ()
  "Start datasurface-ls if this buffer shows a file of a model."
  (when (and buffer-file-name (datasurface-ls-root default-directory))
    (add-hook 'project-find-functions #'datasurface-ls--project nil t)
    (setq-local eglot-server-programs
                (cons `((python-mode (python-ts-mode :language-id "python"))
                        . ,datasurface-ls-command)
                      eglot-server-programs))
    (eglot-ensure)))

;;;###autoload
(defun datasurface-ls-setup ()
  "Start datasurface-ls in every Python file that belongs to a model."
  (add-hook 'python-mode-hook #'datasurface-ls-ensure)
  (add-hook 'python-ts-mode-hook #'datasurface-ls-ensure))

(provide 'datasurface-ls)

;;; datasurface-ls.el ends here

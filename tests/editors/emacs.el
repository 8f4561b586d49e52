;;; emacs.el --- Plays a scenario in Emacs  -*- lexical-binding: t -*-

;;; Commentary:

;; With the configuration as people install it.

;;; Code:

(require 'package)
(package-initialize)
(require 'cl-lib)
(require 'flymake)
(require 'project)
(require 'datasurface-ls)

(defun play--env (name)
  (or (getenv name) (error "%s is not set" name)))

(defvar play--scenario
  (with-temp-buffer
    (insert-file-contents (play--env "SCENARIO"))
    (json-parse-buffer :object-type 'plist :array-type 'list)))

(defvar play--patience (string-to-number (play--env "PATIENCE")))

(defun play--idle ()
  "What happens when nobody types, which is never the case in a batch."
  (dolist (timer (copy-sequence timer-idle-list))
    (timer-event-handler timer)))

(defun play--wait (condition what state)
  "Ask for CONDITION again and again; STATE tells what there was instead of WHAT."
  (let ((deadline (time-add nil play--patience)))
    (while (not (funcall condition))
      (when (time-less-p deadline nil)
        (error "%s: not within %s s; there is %S" what play--patience (funcall state)))
      (play--idle)
      (accept-process-output nil 0.02))))

(defun play--place (text)
  "The one place of TEXT in the buffer."
  (save-excursion
    (goto-char (point-min))
    (let (found)
      (while (search-forward text nil t)
        (push (list (match-beginning 0) (match-end 0)) found))
      (unless (= (length found) 1)
        (error "%s: %d times in the buffer" text (length found)))
      (car found))))

(defun play--severity (diagnostic)
  (pcase (flymake-diagnostic-type diagnostic)
    ((or 'eglot-error :error) "error")
    ((or 'eglot-warning :warning) "warning")
    (_ "information")))

(defun play--findings ()
  "The buffer's findings, each as severity, place and text."
  (mapcar (lambda (it)
            (list (play--severity it)
                  (list (flymake-diagnostic-beg it) (flymake-diagnostic-end it))
                  (flymake-diagnostic-text it)))
          (flymake-diagnostics)))

(defun play--edit (path)
  "Show the file at PATH."
  (switch-to-buffer (find-file-noselect path))
  (unless (derived-mode-p 'python-mode 'python-base-mode)
    (error "%s is shown in %s" path major-mode))
  ;; Eglot starts after the command that opened the file.
  (run-hooks 'post-command-hook))

(defun play-open-elsewhere (_step)
  "Open a file that belongs to no model: it has no server."
  (play--edit (play--env "ELSEWHERE"))
  (when (eglot-managed-p)
    (error "There is a server")))

(defun play-open (step)
  "Open a file of the model."
  (play--edit (expand-file-name (plist-get step :file) (play--env "MODEL")))
  (play--wait #'eglot-managed-p "a server" #'eglot-current-server)
  (let ((root (project-root (eglot--project (eglot-current-server)))))
    (unless (file-equal-p root (play--env "MODEL"))
      (error "The root is %s" root))))

(defun play-replace (step)
  "Replace a text."
  (pcase-let ((`(,from ,to) (play--place (plist-get step :old))))
    (goto-char from)
    (delete-region from to)
    (insert (plist-get step :new))))

(defun play-finding (step)
  "Wait for a finding at exactly this text."
  (let ((severity (plist-get step :severity))
        (place (play--place (plist-get step :on)))
        (code (regexp-quote (plist-get step :code))))
    (play--wait (lambda ()
                  (cl-some (lambda (it)
                             (and (equal (nth 0 it) severity)
                                  (equal (nth 1 it) place)
                                  (string-match-p code (nth 2 it))))
                           (play--findings)))
                (format "%s of severity %s at %s" code severity place)
                #'play--findings)))

(defun play-clean (_step)
  "Wait until there are no findings."
  (play--wait (lambda () (null (play--findings))) "no findings" #'play--findings))

(defun play ()
  "Play the scenario and end Emacs."
  (let ((settings (plist-get play--scenario :settings)))
    (when settings
      (setq-default eglot-workspace-configuration (list :datasurface settings))))
  (datasurface-ls-setup)
  (let ((number 0))
    (dolist (step (plist-get play--scenario :steps))
      (cl-incf number)
      (condition-case problem
          (funcall (intern (concat "play-" (plist-get step :do))) step)
        (error
         (message "step %d, %s: %s" number (plist-get step :do) (error-message-string problem))
         (kill-emacs 1)))))
  (kill-emacs 0))

;;; emacs.el ends here
